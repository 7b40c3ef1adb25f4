import type { Principal } from '../accounts/principal.js';
import type { ApplicationRow } from '../applications/application-model.js';
import { moveApplication, requireState } from '../applications/move-application.js';
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
  return inTransaction(deps.db, async () => {
    await rescindNumbers(deps, application);
    return moveApplication(deps, {
      application,
      event: 'rescind',
      actor: actorOf(principal),
      reason,
      set: { firstApproval: null, deadline: null, undo: null, claim: null, acceptedAt: null },
    });
  });
}
