import type { Request, Response } from 'express';
import type { Principal } from '../accounts/principal.js';
import type { ApplicationRow } from '../applications/application-model.js';
import { maySeeInFull } from '../applications/may-see-in-full.js';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { DomainError } from '../domain/errors.js';
import { languageOf } from '../http/problem.js';
import type { RouteReply } from '../http/route.js';
import { logAccess } from './access-log.js';
import type { DocumentRow } from './document-model.js';
import { openExtraction } from './document-queries.js';
import { ID_FIELDS, viewDocument } from './document-view.js';
import { renderPage, renderPageForReview } from './render-page.js';
import { openPage } from './sealed-parts.js';

export interface FoundDocument {
  readonly document: DocumentRow;
  readonly application: ApplicationRow;
}

/** The document and what was read from it; showing readings is logged, with whether ID numbers were whole. */
export async function answerDocument(
  deps: Deps,
  { document, application }: FoundDocument,
  principal: Principal,
  request: Request,
): Promise<RouteReply> {
  const extraction = openExtraction(deps, document);
  const full = maySeeInFull(deps, application, principal);
  if (extraction !== null) {
    const shown = Object.keys(extraction.fields);
    await logAccess(deps, {
      principal,
      purpose: full ? 'review' : 'view_document',
      subject: { kind: 'document', id: document._id.toHexString() },
      fields: shown.map((name) => (full || !ID_FIELDS.includes(name) ? name : `${name}:masked`)),
    });
  }
  return { status: 200, body: viewDocument(document, extraction, { full, language: languageOf(request) }) };
}

/**
 * Sends one page with the copy mark on it. Logged before a byte leaves.
 * @throws DomainError NOT_FOUND for a page the document has not
 */
export async function sendPage(
  deps: Deps,
  { document, application }: FoundDocument,
  view: {
    readonly n: number;
    readonly mark: 'full' | 'strip';
    readonly principal: Principal;
    readonly response: Response;
  },
): Promise<null> {
  const { n, principal, response } = view;
  if (n > document.pages.length) throw new DomainError('NOT_FOUND');
  const picture = await openPage(deps, document, n);
  const date = businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
  const render = view.mark === 'strip' && maySeeInFull(deps, application, principal) ? renderPageForReview : renderPage;
  const page = await render(picture, { date, viewer: principal.actorId });
  await logAccess(deps, {
    principal,
    purpose: 'view_page',
    subject: { kind: 'document', id: document._id.toHexString() },
    fields: [`page ${n}`],
  });
  response.status(200).set({ 'Cache-Control': 'private, no-store', 'Content-Type': 'image/webp' }).send(page);
  return null;
}
