import type { Principal } from '../accounts/principal.js';
import { applicationModel, type ApplicationRow, type SecondLookRow } from '../applications/application-model.js';
import { openReview, sealReview, type ReviewRecord } from '../applications/review-record.js';
import { sealText } from '../applications/sealed-text.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { putTask } from '../operations/open-task.js';
import { inTransaction } from '../platform/mongo.js';
import { renewedClaim, verifyClaimedBy } from './claim-application.js';
import type { DecisionRequest } from './decide-application.js';

/** @throws DomainError BLIND_REVIEW for what would tell others, or put aside, while somebody looks a second time */
export function verifyNotBlind({ blindView }: ApplicationRow): void {
  if (blindView === true) throw new DomainError('BLIND_REVIEW');
}

/**
 * Records what the second person thinks of a decided dossier. It changes nothing about the dossier; where one of the two
 * would have approved and the other not, a senior is asked.
 * @param application as the second person sees it
 * @throws DomainError NOT_CLAIMED | CONFLICT
 */
export async function judgeAgain(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  request: Pick<DecisionRequest, 'outcome' | 'reasons' | 'requests' | 'note'>,
): Promise<ApplicationRow> {
  verifyClaimedBy(deps, application, principal);
  const id = application._id.toHexString();
  const { first, claim } = lookOf(application);
  const now = deps.clock.now();
  const agreed = (first.outcome === 'approve') === (request.outcome === 'approve');
  const second: SecondLookRow['second'] = {
    by: principal.actorId,
    outcome: request.outcome,
    reasons: [...new Set([...request.reasons, ...request.requests.map(({ reason }) => reason)])],
    note: sealText(deps, id, request.note),
    claimedAt: claim?.at ?? now,
    at: now,
  };
  const status = agreed ? 'agreed' : 'disagreed';
  return inTransaction(deps.db, async () => {
    const row = await writeLook(deps, principal, application, {
      'secondLook.status': status,
      'secondLook.second': second,
      'secondLook.blindTo': [],
      'secondLook.claim': null,
    });
    if (!agreed)
      await putTask(deps, {
        kind: 'second_look_disagrees',
        subject: { kind: 'application', id },
        facts: { first: first.outcome, second: request.outcome },
      });
    await recordEvent(deps, {
      type: 'application.judged_again',
      subjects: [{ kind: 'application', id }],
      actor: actorOf(principal),
      // The carrier's own business: not for the applicant's stream.
      resellerId: null,
      before: { secondLook: 'open' },
      after: { secondLook: status, outcome: request.outcome, reasons: second.reasons },
      version: row.version,
    });
    return row;
  });
}

/** What the second person corrected or found out counts for their own view of the dossier only. */
export async function keepOwnReview(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  change: (review: ReviewRecord) => ReviewRecord,
  what: { readonly type: string; readonly facts: Record<string, unknown> },
): Promise<ApplicationRow> {
  verifyClaimedBy(deps, application, principal);
  const sealedReview = sealReview(deps, application, change(openReview(deps, application)));
  const claim = renewedClaim(deps, principal, application.claim);
  return inTransaction(deps.db, async () => {
    const row = await writeLook(deps, principal, application, {
      'secondLook.sealedReview': sealedReview,
      'secondLook.claim': claim,
    });
    await recordEvent(deps, {
      type: what.type,
      subjects: [{ kind: 'application', id: application._id.toHexString() }],
      actor: actorOf(principal),
      resellerId: null,
      after: what.facts,
      version: row.version,
    });
    return row;
  });
}

/** @throws DomainError CONFLICT when the second look has ended, or the claim, or something happened to the dossier */
async function writeLook(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  set: Record<string, unknown>,
): Promise<ApplicationRow> {
  const row = await applicationModel(deps.db)
    .findOneAndUpdate(
      {
        _id: application._id,
        version: application.version,
        'secondLook.status': 'open',
        'secondLook.claim.by': principal.actorId,
        'secondLook.claim.expiresAt': { $gt: deps.clock.now() },
      },
      { $set: set, $inc: { version: 1 } },
      { returnDocument: 'after' },
    )
    .lean<ApplicationRow>();
  if (row === null) throw new DomainError('CONFLICT');
  return row;
}

function lookOf({ secondLook }: ApplicationRow): SecondLookRow {
  if (secondLook == null) throw new TypeError('nobody looks at this dossier a second time');
  return secondLook;
}
