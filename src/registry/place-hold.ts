import { Types } from 'mongoose';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import type { HoldRow } from './hold-model.js';
import { moveNumbers } from './move-numbers.js';
import type { NumberRow } from './number-model.js';
import { touchSuspended } from './touch-suspended.js';
import { openHold } from './write-hold.js';

export type NewHold = Pick<HoldRow, 'kind' | 'reason' | 'remedy' | 'documentsRequired' | 'expectedRecovery'>;

/**
 * Places a hold: a working number is suspended, a suspended one stays so for one reason more. The reason itself stays in
 * the hold; the event, which everybody in the chain may read, names only the hold.
 * @throws DomainError NUMBER_NOT_WORKING
 */
export async function placeHold(
  deps: Deps,
  principal: Principal,
  number: string,
  hold: NewHold,
): Promise<{ hold: HoldRow; row: NumberRow }> {
  const placed: HoldRow = {
    ...hold,
    _id: new Types.ObjectId(),
    number,
    placedAt: deps.clock.now(),
    placedBy: principal.actorId,
    endedAt: null,
    endedBy: null,
    outcome: null,
  };
  return inTransaction(deps.db, async () => {
    const further = await touchSuspended(deps, number);
    const [row] = further === null ? await moveNumbers(deps, [number], 'suspend', {}, {}) : [further];
    if (row === undefined) throw new TypeError('a move of one number returned none');
    await openHold(deps, placed);
    await recordEvent(deps, {
      type: further === null ? 'number.suspended' : 'number.hold_placed',
      subjects: [{ kind: 'number', id: number }],
      actor: actorOf(principal),
      resellerId: row.resellerId,
      before: { status: further === null ? 'working' : 'suspended' },
      after: { status: row.status, holdId: placed._id.toHexString() },
      version: row.version,
    });
    return { hold: placed, row };
  });
}
