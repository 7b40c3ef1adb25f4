import { DateTime } from 'luxon';
import type { ApplicationRow } from '../applications/application-model.js';
import { moveApplication, requireState } from '../applications/move-application.js';
import { openDeclared } from '../applications/open-declared.js';
import type { Deps } from '../deps.js';
import { KIND_RULES } from '../domain/application-kinds.js';
import { businessToday } from '../domain/business-calendar.js';
import { DomainError } from '../domain/errors.js';
import { currentDocuments } from '../documents/document-queries.js';
import type { Actor } from '../events/record-event.js';
import { inTransaction, isDuplicateKey } from '../platform/mongo.js';
import { acceptanceModel } from './acceptance-model.js';
import { applyDossier } from './apply-dossier.js';
import { holdingOf } from './holding-of.js';

export interface AcceptanceRequest {
  readonly acceptanceNumber: string;
  readonly counter: string;
  readonly staff: string;
  /** `YYYY-MM-DD` in the business zone, today at the latest. */
  readonly acceptedOn: string;
}

/**
 * Records the carrier's acceptance: in one transaction the application is activated, its dossier takes effect on every
 * number (apply-dossier.ts), and the change's event is written. A transfer is only accepted: the carrier carries it out.
 * @throws DomainError WRONG_STATE | DISPUTED | VALIDATION_FAILED (date in the future) | ACCEPTANCE_DOCUMENTS_MISSING |
 *   ACCEPTANCE_NUMBER_TAKEN | NUMBER_NOT_ASSIGNED | NUMBER_NOT_WORKING | CONFLICT
 */
export async function recordAcceptance(
  deps: Deps,
  actor: Actor,
  application: ApplicationRow,
  request: AcceptanceRequest,
): Promise<ApplicationRow> {
  const now = deps.clock.now();
  const zone = deps.config.TZ_BUSINESS;
  const today = businessToday(now, zone);
  requireAcceptedOn(request.acceptedOn, application, { today, zone });
  requireState(application, 'accept');
  if (application.acceptedAt !== null || KIND_RULES[application.kind].effect === 'none')
    throw new DomainError('WRONG_STATE');
  if (application.disputed) throw new DomainError('DISPUTED');
  await requireCounterDocuments(deps, application);
  const from = effectiveFrom(application, request.acceptedOn, { now, today, zone });
  const applicationId = application._id.toHexString();
  const holding = holdingOf(deps, application, openDeclared(deps, application), today);
  try {
    return await inTransaction(deps.db, async () => {
      await acceptanceModel(deps.db).insertMany([
        {
          applicationId,
          carrier: application.carrier,
          acceptanceNumber: request.acceptanceNumber,
          sealed: deps.cipher.sealJson(`acceptance:${applicationId}`, {
            counter: request.counter,
            staff: request.staff,
          }),
          acceptedOn: request.acceptedOn,
          recordedBy: actor.id,
          recordedAt: now,
        },
      ]);
      const serving = await applyDossier(deps, { application, holding, by: actor.id, from, now });
      const { effect, event: type } = KIND_RULES[application.kind];
      const waits = effect === 'await_transfer';
      return moveApplication(deps, {
        application,
        event: waits ? 'accept_transfer' : 'accept',
        ...(waits ? {} : { type, resellerId: serving }),
        actor,
        effectiveAt: from,
        set: { acceptedAt: now, undo: null, claim: null, ...(waits ? {} : { endedAt: now, deadline: null }) },
        facts: { acceptedOn: request.acceptedOn, holder: holding.holder, verified: holding.verified },
      });
    });
  } catch (error) {
    throw isDuplicateKey(error) ? new DomainError('ACCEPTANCE_NUMBER_TAKEN') : error;
  }
}

/** What is wrong with the date comes before what is wrong with the state (contract: order of refusals). */
function requireAcceptedOn(
  acceptedOn: string,
  { submittedAt }: Pick<ApplicationRow, 'submittedAt'>,
  { today, zone }: { readonly today: string; readonly zone: string },
): void {
  const refuse = (code: string, message: string) =>
    new DomainError('VALIDATION_FAILED', { errors: [{ path: 'acceptedOn', code, message }] });
  if (acceptedOn > today) throw refuse('IN_FUTURE', 'must not be in the future');
  if (submittedAt !== null && acceptedOn < businessToday(submittedAt, zone))
    throw refuse('BEFORE_SUBMISSION', 'must not be before the application was submitted');
}

/**
 * Accepted today: from this moment. Accepted earlier and recorded late: from the start of that day, but where another
 * dossier held until then not before this one was handed in.
 */
function effectiveFrom(
  { sealedBefore, submittedAt }: ApplicationRow,
  acceptedOn: string,
  { now, today, zone }: { readonly now: Date; readonly today: string; readonly zone: string },
): Date {
  if (acceptedOn === today) return now;
  const day = DateTime.fromISO(acceptedOn, { zone }).toJSDate();
  return sealedBefore === null || submittedAt === null || submittedAt < day ? day : submittedAt;
}

/** Acceptance form and commitment letter may have followed until now; whether their absence refuses is policy. */
async function requireCounterDocuments(deps: Deps, application: ApplicationRow): Promise<void> {
  if (deps.policy.counterDocumentsMissingAtAcceptance === 'warn') return;
  const kinds = new Set((await currentDocuments(deps, application._id.toHexString())).map((document) => document.kind));
  const missing = deps.policy.counterDocuments.filter((kind) => !kinds.has(kind));
  if (missing.length > 0) throw new DomainError('ACCEPTANCE_DOCUMENTS_MISSING', { members: { missing } });
}
