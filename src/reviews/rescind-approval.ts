import type { Principal } from '../accounts/principal.js';
import type { ApplicationRow, DecisionRow } from '../applications/application-model.js';
import { moveApplication, requireState } from '../applications/move-application.js';
import { withoutSecondLook } from '../applications/second-look.js';
import type { Deps } from '../deps.js';
import { actorOf } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { rescindNumbers } from '../registry/numbers-for-kind.js';

/**
 * A senior reviewer takes an approval back before the carrier has accepted.
 * @throws DomainError WRONG_STATE | NUMBER_NOT_ASSIGNED | CONFLICT
 */
export async function rescindApproval(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  reason: string,
): Promise<ApplicationRow> {
  requireState(application, 'rescind');
  return inTransaction(deps.db, () => rescindInside(deps, principal, application, reason, {}));
}

/** The same inside the caller's transaction. */
export async function rescindInside(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  reason: string,
  more: Partial<ApplicationRow>,
): Promise<ApplicationRow> {
  await rescindNumbers(deps, application);
  return moveApplication(deps, {
    application,
    event: 'rescind',
    actor: actorOf(principal),
    reason,
    set: {
      firstApproval: null,
      deadline: null,
      undo: null,
      claim: null,
      acceptedAt: null,
      secondLook: withoutSecondLook(application.secondLook),
      decisions: rescinded(application, deps.clock.now()),
      ...more,
    },
  });
}

/**
 * The approvals that were standing, the last and the first one it confirmed, say that they no longer do: their authors'
 * figures count them. One that a correction had made void was not relied upon.
 */
function rescinded({ decisions, firstApproval }: ApplicationRow, at: Date): DecisionRow[] {
  const last = decisions.findLastIndex(({ undone }) => !undone);
  const first =
    firstApproval === null
      ? -1
      : decisions.findLastIndex(
          ({ by, outcome, undone }, index) =>
            index < last && !undone && outcome === 'approve' && by === firstApproval.by,
        );
  return decisions.map((decision, index) =>
    (index === last || index === first) && decision.rescindedAt === undefined
      ? { ...decision, rescindedAt: at }
      : decision,
  );
}
