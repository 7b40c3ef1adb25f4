import type { z } from 'zod';
import { isApplicant, type Principal } from '../accounts/principal.js';
import { ownOrganisations } from '../accounts/scope.js';
import type { Deps } from '../deps.js';
import { findDocument } from '../documents/document-queries.js';
import { DomainError } from '../domain/errors.js';
import { toPage } from '../http/page.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import { answerConsent } from './answer-consent.js';
import type { ApplicationRow } from './application-model.js';
import { findAsked, listAsked } from './application-queries.js';
import { viewConsent } from './application-view.js';
import * as schemas from './consent-schemas.js';

/** Agreements that applications need of others than the applicant: a former holder, a losing or gaining reseller. */
export function consentRoutes(deps: Deps): Route[] {
  return [
    route({
      method: 'get',
      path: '/consents',
      operation: 'listConsents',
      tag: 'applications',
      access: 'consent.read',
      summary: 'What the caller’s organisation is asked to agree to, newest first; nothing of the dossiers',
      query: schemas.consentsQuery,
      replies: { 200: schemas.consentsReply },
      errors: [],
      handle: async (input) => {
        const principal = callerOf(input);
        const rows = await listAsked(deps, principal, input.query);
        const page = toPage(rows, input.query, (row) => viewAsked(row, principal));
        return { status: 200, body: { items: page.items.flat(), nextCursor: page.nextCursor } };
      },
    }),
    route({
      method: 'post',
      path: '/applications/:id/consents',
      operation: 'answerConsent',
      tag: 'applications',
      access: 'consent.answer',
      summary:
        'Agrees or objects; a reviewer records an agreement signed on paper, a senior one overrules an objection',
      params: idParams,
      body: schemas.consentBody,
      replies: { 200: schemas.consentsReply.shape.items },
      errors: ['NOT_FOUND', 'FORBIDDEN', 'GROUND_NOT_ACCEPTED', 'CONSENT_CLOSED', 'WRONG_STATE', 'CONFLICT'],
      load: ({ id }, principal) => findAsked(deps, principal, id),
      handle: async (input) => {
        const principal = callerOf(input);
        const { documentId } = input.body;
        if (documentId !== undefined) await requireOfDossier(deps, principal, documentId, input.params.id);
        const row = await answerConsent(deps, principal, input.params.id, input.body);
        return { status: 200, body: viewAsked(row, principal) };
      },
    }),
  ];
}

/** @throws DomainError NOT_FOUND unless the paper lies in this dossier */
async function requireOfDossier(deps: Deps, principal: Principal, documentId: string, id: string): Promise<void> {
  const { document } = await findDocument(deps, principal, documentId);
  if (document.applicationId !== id || document.supersededAt !== null) throw new DomainError('NOT_FOUND');
}

/** One line for each part the viewer has in it; staff see them all. */
function viewAsked(row: ApplicationRow, principal: Principal): z.input<typeof schemas.askedView>[] {
  const own = new Set(ownOrganisations(principal));
  return row.consents
    .filter(({ organisation }) => !isApplicant(principal) || own.has(organisation))
    .map((consent) => ({
      ...viewConsent(consent),
      applicationId: row._id.toHexString(),
      kind: row.kind,
      status: isApplicant(principal) && row.status === 'awaiting_second_approval' ? 'in_review' : row.status,
      numbers: row.numbers,
      entity: { name: row.entityName, uscc: row.uscc },
      askedAt: row.submittedAt?.toISOString() ?? null,
    }));
}
