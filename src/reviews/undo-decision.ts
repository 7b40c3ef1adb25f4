import type { Principal } from '../accounts/principal.js';
import { applicationModel, type ApplicationRow } from '../applications/application-model.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { rescindNumbers, retakeNumbers } from '../registry/numbers-for-kind.js';
import { freeOrOwn, renewedClaim } from './claim-application.js';

/**
 * Takes the latest decision back within ten seconds: state, claim and numbers are as before.
 * @throws DomainError UNDO_EXPIRED (too late, another's, or nothing to undo, or something happened since) | NUMBER_NOT_SPARE or NUMBER_IN_APPLICATION
 *   (somebody took the number) | NUMBER_NOT_WORKING | CONFLICT
 */
export async function undoDecision(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
): Promise<ApplicationRow> {
  const { undo } = application;
  if (
    undo === null ||
    undo.by !== principal.actorId ||
    undo.until <= deps.clock.now() ||
    undo.version !== application.version
  )
    throw new DomainError('UNDO_EXPIRED');
  const applicationId = application._id.toHexString();
  const decisions = application.decisions.map((decision, index) =>
    index === application.decisions.length - 1 ? { ...decision, undone: true } : decision,
  );
  return inTransaction(deps.db, async () => {
    if (undo.numbersEvent === 'rescind') await rescindNumbers(deps, application);
    if (undo.numbersEvent === 'undo_release') await retakeNumbers(deps, application);
    // Not a transition of the table but the way back of one: guarded by the same compare-and-set.
    const row = await applicationModel(deps.db)
      .findOneAndUpdate(
        {
          _id: application._id,
          status: application.status,
          version: application.version,
          ...freeOrOwn(deps.clock.now(), principal),
        },
        {
          $set: {
            status: undo.status,
            claim: renewedClaim(deps, principal, undo.claim),
            firstApproval: undo.firstApproval,
            requests: undo.requests,
            deadline: undo.deadline,
            endedAt: null,
            // That decision is not one any more; the next may be chosen like any other.
            secondLook: application.secondLook?.status === 'open' ? null : (application.secondLook ?? null),
            undo: null,
            decisions,
          },
          $inc: { version: 1 },
        },
        { returnDocument: 'after' },
      )
      .lean<ApplicationRow>();
    if (row === null) throw new DomainError('CONFLICT');
    await recordEvent(deps, {
      type: 'application.decision_undone',
      subjects: [
        { kind: 'application', id: applicationId },
        ...row.numbers.map((number) => ({ kind: 'number' as const, id: number })),
      ],
      actor: actorOf(principal),
      resellerId: application.resellerId,
      before: { status: application.status },
      after: { status: row.status },
      version: row.version,
    });
    return row;
  });
}
