import type { Principal } from '../accounts/principal.js';
import type { ApplicationRow } from '../applications/application-model.js';
import { evaluateApplication } from '../applications/evaluate-application.js';
import { moveApplication, requireState } from '../applications/move-application.js';
import { openReview, sealReview } from '../applications/review-record.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { PAGE_FIELDS } from '../domain/ocr-fields.js';
import { currentDocuments, openExtraction } from '../documents/document-queries.js';
import { actorOf } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { renewedClaim, verifyClaimedBy } from './claim-application.js';
import { keepOwnReview } from './judge-again.js';

export interface Correction {
  readonly document: string;
  readonly field: string;
  readonly value: string;
  readonly reason: string;
}

const FIELDS: ReadonlySet<string> = new Set(Object.values(PAGE_FIELDS).flat());

/**
 * Replaces what the machine read by what a person reads; the original stays. Evaluated again; a first approval is void.
 * @throws DomainError WRONG_STATE | NOT_CLAIMED | NOT_FOUND (document not of this dossier) | VALIDATION_FAILED (field) | CONFLICT
 */
export async function correctField(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  correction: Correction,
): Promise<ApplicationRow> {
  requireState(application, 'correct');
  verifyClaimedBy(deps, application, principal);
  const documents = await currentDocuments(deps, application._id.toHexString());
  const document = documents.find((row) => row._id.toHexString() === correction.document);
  if (document === undefined) throw new DomainError('NOT_FOUND');
  const extraction = openExtraction(deps, document);
  const known =
    FIELDS.has(correction.field) || (extraction !== null && Object.hasOwn(extraction.fields, correction.field));
  if (!known)
    throw new DomainError('VALIDATION_FAILED', {
      errors: [{ path: 'field', code: 'FIELD_UNKNOWN', message: 'no such field' }],
    });
  const review = openReview(deps, application);
  const entry = {
    documentId: correction.document,
    field: correction.field,
    value: correction.value,
    original: extraction?.fields[correction.field]?.value ?? null,
    reason: correction.reason,
    by: principal.actorId,
    at: deps.clock.now().toISOString(),
  };
  if (application.blindView === true)
    return keepOwnReview(
      deps,
      principal,
      application,
      (own) => ({ ...own, corrections: [...own.corrections, entry] }),
      {
        type: 'application.field_corrected_again',
        facts: { documentId: correction.document, field: correction.field },
      },
    );
  const row = await inTransaction(deps.db, () =>
    moveApplication(deps, {
      application,
      event: 'correct',
      type: 'application.field_corrected',
      actor: actorOf(principal),
      claimant: principal.actorId,
      set: {
        sealedReview: sealReview(deps, application, { ...review, corrections: [...review.corrections, entry] }),
        firstApproval: null,
        undo: null,
        claim: renewedClaim(deps, principal, application.claim),
      },
      facts: { documentId: correction.document, field: correction.field },
    }),
  );
  const { summary } = await evaluateApplication(deps, row);
  return { ...row, evaluation: summary };
}
