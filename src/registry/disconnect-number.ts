import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { openHolds } from './hold-queries.js';
import { moveNumbers } from './move-numbers.js';
import { numberModel, type NumberRow } from './number-model.js';
import { endHold } from './write-hold.js';
import { endAssignment } from './write-assignment.js';

/**
 * Ends a number's service (销户): the live assignment ends, open holds end with it, the public sees the last holder. The
 * number keeps its reseller and entity, because the same holder may come back within 30 days.
 * @param reason why, as holder and reseller are told; no personal data
 * @throws DomainError NUMBER_NOT_WORKING
 */
export async function disconnectNumber(
  deps: Deps,
  principal: Principal,
  number: string,
  reason: string,
): Promise<NumberRow> {
  const now = deps.clock.now();
  return inTransaction(deps.db, async () => {
    const before = await numberModel(deps.db).findOne({ _id: number }).lean();
    const [row] = await moveNumbers(deps, [number], 'disconnect', {}, {});
    if (row === undefined) throw new TypeError('a move of one number returned none');
    const ended = await endAssignment(deps, number, now);
    for (const hold of await openHolds(deps, number)) await endHold(deps, hold, principal.actorId, 'disconnected');
    await recordEvent(deps, {
      type: 'number.disconnected',
      subjects: [{ kind: 'number', id: number }],
      actor: actorOf(principal),
      resellerId: row.resellerId,
      reason,
      before: { status: before?.status, uscc: ended.holder.uscc },
      after: { status: row.status, uscc: null },
      version: row.version,
    });
    return row;
  });
}
