import type { Principal } from '../accounts/principal.js';
import { applicationModel, type ApplicationRow } from '../applications/application-model.js';
import { evaluateApplication } from '../applications/evaluate-application.js';
import { claimedBy, requireState } from '../applications/move-application.js';
import { openReview, sealReview, type HumanCheckRecord } from '../applications/review-record.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { renewedClaim, verifyClaimedBy } from './claim-application.js';
import { keepOwnReview } from './judge-again.js';

/**
 * Records what a person found outside: the official register looked up by hand, or a call back (回访). The latest of
 * each code counts; earlier ones stay in the record.
 * @throws DomainError WRONG_STATE | NOT_CLAIMED | CONFLICT
 */
export async function recordHumanCheck(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  check: Pick<HumanCheckRecord, 'code' | 'status' | 'note'>,
): Promise<ApplicationRow> {
  requireState(application, 'reject');
  verifyClaimedBy(deps, application, principal);
  const review = openReview(deps, application);
  const at = deps.clock.now();
  const record: HumanCheckRecord = { ...check, by: principal.actorId, at: at.toISOString() };
  if (application.blindView === true)
    return keepOwnReview(
      deps,
      principal,
      application,
      (own) => ({ ...own, humanChecks: [...own.humanChecks, record] }),
      { type: 'application.human_check_again', facts: { code: check.code, status: check.status } },
    );
  const humanChecks = [...review.humanChecks, record];
  const row = await inTransaction(deps.db, async () => {
    const written = await applicationModel(deps.db)
      .findOneAndUpdate(
        {
          _id: application._id,
          status: application.status,
          version: application.version,
          ...claimedBy(deps, principal.actorId),
        },
        {
          $set: {
            sealedReview: sealReview(deps, application, { ...review, humanChecks }),
            claim: renewedClaim(deps, principal, application.claim),
          },
          $push: { humanChecks: { code: check.code, status: check.status, by: principal.actorId, at } },
          $inc: { version: 1 },
        },
        { returnDocument: 'after' },
      )
      .lean<ApplicationRow>();
    if (written === null) throw new DomainError('CONFLICT');
    await recordEvent(deps, {
      type: 'application.human_check',
      subjects: [{ kind: 'application', id: application._id.toHexString() }],
      actor: actorOf(principal),
      // A reviewer's own work: not for the reseller's stream.
      resellerId: null,
      after: { code: check.code, status: check.status },
      version: written.version,
    });
    return written;
  });
  const { summary } = await evaluateApplication(deps, row);
  return { ...row, evaluation: summary };
}
