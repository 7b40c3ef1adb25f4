import type { Request } from 'express';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { logAccess } from '../documents/access-log.js';
import { currentDocuments } from '../documents/document-queries.js';
import { etagOf } from '../http/if-match.js';
import { languageOf } from '../http/problem.js';
import { callerOf, type RouteReply } from '../http/route.js';
import type { ApplicationRow } from './application-model.js';
import { viewApplication } from './application-view.js';
import { asSeenBy, noteDecisionShown } from './second-look.js';
import { maySeeInFull } from './may-see-in-full.js';

/** Answers with the application as the caller may see it; full ID numbers are logged as an access, and so is a decision shown. */
export async function answerApplication(
  deps: Deps,
  found: ApplicationRow,
  input: { readonly principal: Principal | null; readonly request: Request },
  status: number,
): Promise<RouteReply> {
  const principal = callerOf(input);
  const row = asSeenBy(found, principal);
  const id = row._id.toHexString();
  const full = maySeeInFull(deps, row, principal);
  if (full)
    await logAccess(deps, {
      principal,
      purpose: 'review',
      subject: { kind: 'application', id },
      fields: ['legalRepresentative.idNumber', 'agent.idNumber'],
    });
  await noteDecisionShown(deps, row, principal);
  const documents = await currentDocuments(deps, id);
  const view = (shown: boolean) =>
    viewApplication(deps, row, documents, { principal, language: languageOf(input.request), full: shown });
  return { status, body: view(full), headers: etagOf(row), ...(full ? { replay: view(false) } : {}) };
}
