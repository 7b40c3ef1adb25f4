import { Types } from 'mongoose';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { holdModel, type HoldRow } from './hold-model.js';
import { openHolds } from './hold-queries.js';
import { moveNumbers } from './move-numbers.js';
import type { NumberRow } from './number-model.js';
import { touchSuspended } from './touch-suspended.js';
import { endHold } from './write-hold.js';

/**
 * Lifts one hold; with the last one the number works again, at once (domain.md §1). Without an id it lifts the only open
 * hold: where there are several each needs its own decision, since paying a bill lifts no fraud stop.
 * @throws DomainError NUMBER_NOT_SUSPENDED | NOT_FOUND (no such hold on this number) | WRONG_STATE (already ended) |
 *   VALIDATION_FAILED with `holds` (several are open and none is named)
 */
export async function liftHold(
  deps: Deps,
  principal: Principal,
  number: string,
  holdId: string | undefined,
): Promise<{ hold: HoldRow; row: NumberRow; open: HoldRow[] }> {
  return inTransaction(deps.db, async () => {
    const touched = await touchSuspended(deps, number);
    if (touched === null) throw new DomainError('NUMBER_NOT_SUSPENDED', { members: { number } });
    const before = await openHolds(deps, number);
    const hold = holdId === undefined ? onlyOne(before) : await named(deps, number, before, holdId);
    const open = before.filter((other) => !other._id.equals(hold._id));
    await endHold(deps, hold, principal.actorId, 'lifted');
    const [row] = open.length === 0 ? await moveNumbers(deps, [number], 'reinstate', {}, {}) : [touched];
    if (row === undefined) throw new TypeError('a move of one number returned none');
    await recordEvent(deps, {
      type: open.length === 0 ? 'number.reinstated' : 'number.hold_lifted',
      subjects: [{ kind: 'number', id: number }],
      actor: actorOf(principal),
      resellerId: row.resellerId,
      before: { status: 'suspended', holdId: hold._id.toHexString() },
      after: { status: row.status },
      version: row.version,
    });
    return { hold, row, open };
  });
}

function onlyOne(open: readonly HoldRow[]): HoldRow {
  const [first, ...others] = open;
  if (first !== undefined && others.length === 0) return first;
  throw new DomainError('VALIDATION_FAILED', {
    errors: [{ path: 'holdId', code: 'HOLD_ID_REQUIRED', message: 'several holds are open; name the one to lift' }],
    members: { holds: open.map((hold) => ({ id: hold._id.toHexString(), kind: hold.kind })) },
  });
}

async function named(
  deps: Pick<Deps, 'db'>,
  number: string,
  open: readonly HoldRow[],
  holdId: string,
): Promise<HoldRow> {
  const hold = open.find((one) => one._id.toHexString() === holdId);
  if (hold !== undefined) return hold;
  const ended = await holdModel(deps.db).exists({ _id: new Types.ObjectId(holdId), number });
  throw new DomainError(ended === null ? 'NOT_FOUND' : 'WRONG_STATE');
}
