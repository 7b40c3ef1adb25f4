import { DateTime } from 'luxon';
import type { Principal } from '../accounts/principal.js';
import type { ApplicationRow } from '../applications/application-model.js';
import { moveApplication, requireState } from '../applications/move-application.js';
import { openDeclared } from '../applications/open-declared.js';
import { openReview } from '../applications/review-record.js';
import type { Deps } from '../deps.js';
import type { Declared } from '../domain/application.js';
import { businessToday } from '../domain/business-calendar.js';
import { DomainError } from '../domain/errors.js';
import { maskSoleTraderName } from '../domain/names.js';
import { entityTypeOf } from '../domain/uscc.js';
import { currentDocuments } from '../documents/document-queries.js';
import { actorOf } from '../events/record-event.js';
import { inTransaction, isDuplicateKey } from '../platform/mongo.js';
import { acceptanceModel } from './acceptance-model.js';
import type { AssignmentRow, VerificationLevel } from './assignment-model.js';
import { entityModel } from './entity-model.js';
import { moveNumbers } from './move-numbers.js';
import { beginAssignment } from './write-assignment.js';

export interface AcceptanceRequest {
  readonly acceptanceNumber: string;
  readonly counter: string;
  readonly staff: string;
  /** `YYYY-MM-DD` in the business zone, today at the latest. */
  readonly acceptedOn: string;
}

/**
 * Records the carrier's acceptance: in one transaction the application is activated, every number begins to work, each
 * gets its one live holder, and the change's event is written.
 * @throws DomainError WRONG_STATE | DISPUTED | VALIDATION_FAILED (date in the future) | ACCEPTANCE_DOCUMENTS_MISSING |
 *   ACCEPTANCE_NUMBER_TAKEN | NUMBER_NOT_ASSIGNED | CONFLICT
 */
export async function recordAcceptance(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  request: AcceptanceRequest,
): Promise<ApplicationRow> {
  const now = deps.clock.now();
  const zone = deps.config.TZ_BUSINESS;
  const today = businessToday(now, zone);
  requireAcceptedOn(request.acceptedOn, application, { today, zone });
  requireState(application, 'accept');
  if (application.disputed) throw new DomainError('DISPUTED');
  await requireCounterDocuments(deps, application);
  // Accepted today: from this moment. Accepted earlier and recorded late: from the start of that day.
  const from = request.acceptedOn === today ? now : DateTime.fromISO(request.acceptedOn, { zone }).toJSDate();
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
          recordedBy: principal.actorId,
          recordedAt: now,
        },
      ]);
      await moveNumbers(deps, application.numbers, 'activate', { applicationId }, { uscc: holding.holder.uscc });
      await keepEntity(deps, holding, now);
      const { carrier, resellerId } = application;
      for (const number of application.numbers)
        await beginAssignment(deps, { number, carrier, applicationId, resellerId, ...holding, from });
      return moveApplication(deps, {
        application,
        event: 'accept',
        type: 'number.activated',
        actor: actorOf(principal),
        effectiveAt: from,
        set: { acceptedAt: now, endedAt: now, deadline: null, undo: null, claim: null },
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

/** Acceptance form and commitment letter may have followed until now; whether their absence refuses is policy. */
async function requireCounterDocuments(deps: Deps, application: ApplicationRow): Promise<void> {
  if (deps.policy.counterDocumentsMissingAtAcceptance === 'warn') return;
  const kinds = new Set((await currentDocuments(deps, application._id.toHexString())).map((document) => document.kind));
  const missing = deps.policy.counterDocuments.filter((kind) => !kinds.has(kind));
  if (missing.length > 0) throw new DomainError('ACCEPTANCE_DOCUMENTS_MISSING', { members: { missing } });
}

type Holding = Pick<AssignmentRow, 'holder' | 'publicName' | 'registeredPurpose' | 'verified'>;

function holdingOf(deps: Deps, application: ApplicationRow, declared: Declared, today: string): Holding {
  const { name, uscc, legalRepresentative } = declared.entity;
  // Completeness was checked before approval; an override cannot make a holder without a name or code.
  if (name === undefined || uscc === undefined)
    throw new DomainError('OPEN_FAILURES', { members: { failing: ['dossier.complete'] } });
  const entityType = entityTypeOf(uscc);
  const operator = legalRepresentative ?? declared.legalRepresentative?.name;
  const masked = entityType === 'sole_trader' && operator !== undefined ? maskSoleTraderName(name, operator) : name;
  const due = DateTime.fromISO(today).plus({ years: deps.policy.reverifyAfterYears }).toISODate();
  return {
    holder: { uscc, name, entityType, province: application.province, city: application.city },
    publicName: masked,
    registeredPurpose: declared.purpose ?? '',
    verified: { level: levelOf(deps, application), on: today, due: due ?? today },
  };
}

/** `entity_confirmed` needs a channel the reseller did not supply; a register looked up by hand corroborates. */
function levelOf(deps: Deps, application: ApplicationRow): VerificationLevel {
  const looked = openReview(deps, application)
    .humanChecks.filter((check) => check.code === 'source.manual')
    .at(-1);
  return looked?.status === 'pass' ? 'source_corroborated' : 'document_checked';
}

async function keepEntity(deps: Deps, { holder, verified }: Holding, now: Date): Promise<void> {
  const { uscc, name, ...rest } = holder;
  const known = await entityModel(deps.db).findOne({ _id: uscc }).lean();
  const renamed = known === null || known.name !== name;
  await entityModel(deps.db).updateOne(
    { _id: uscc },
    {
      $set: { name, ...rest, verified },
      $inc: { version: 1 },
      ...(renamed ? { $push: { names: { name, since: now } } } : {}),
    },
    { upsert: true },
  );
}
