import type { Deps } from '../deps.js';
import { recordEvent, SYSTEM } from '../events/record-event.js';
import type { HoldRow } from './hold-model.js';
import { moveNumbers } from './move-numbers.js';
import type { NumberRow } from './number-model.js';
import { touchSuspended } from './touch-suspended.js';
import { reopenHold } from './write-hold.js';

/** A hold that ended only because the service did stops the number again. Call it inside a transaction. */
export async function resumeHold(deps: Deps, hold: HoldRow): Promise<NumberRow> {
  const { _id, number } = hold;
  const further = await touchSuspended(deps, number);
  const [row] = further === null ? await moveNumbers(deps, [number], 'suspend', {}, {}) : [further];
  if (row === undefined) throw new TypeError('a move of one number returned none');
  await reopenHold(deps, hold);
  await recordEvent(deps, {
    type: further === null ? 'number.suspended' : 'number.hold_placed',
    subjects: [{ kind: 'number', id: number }],
    actor: SYSTEM,
    resellerId: row.resellerId,
    before: { status: further === null ? 'working' : 'suspended' },
    after: { status: row.status, holdId: _id.toHexString() },
    version: row.version,
  });
  return row;
}
