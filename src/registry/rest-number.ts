import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { LEAST_QUARANTINE_DAYS } from '../domain/number-status.js';
import { recordEvent, SYSTEM } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { isRetiring } from './block-queries.js';
import { moveNumbers } from './move-numbers.js';
import { FREED, type NumberRow } from './number-model.js';

/**
 * A disconnected number whose holder did not come back rests (冷冻). Only as it was read: whatever happened to it since wins.
 * @throws DomainError NUMBER_NOT_DISCONNECTED
 */
export async function quarantineNumber(deps: Deps, number: NumberRow): Promise<NumberRow> {
  return inTransaction(deps.db, async () => {
    const [row] = await moveNumbers(deps, [number._id], 'quarantine', { version: number.version }, {});
    if (row === undefined) throw new TypeError('a move of one number returned none');
    await recordMove(deps, number, row, 'number.quarantined');
    return row;
  });
}

/**
 * A number that has rested long enough can be issued again, or goes out of use with its block. It forgets whose it was; its
 * history does not.
 * @throws DomainError NUMBER_NOT_QUARANTINED
 */
export async function requalifyNumber(deps: Deps, number: NumberRow): Promise<NumberRow> {
  return inTransaction(deps.db, async () => {
    const event = (await isRetiring(deps, number.blockId)) ? 'retire' : 'requalify';
    const [row] = await moveNumbers(deps, [number._id], event, { version: number.version }, FREED);
    if (row === undefined) throw new TypeError('a move of one number returned none');
    await recordMove(deps, number, row, event === 'retire' ? 'number.retired' : 'number.requalified');
    return row;
  });
}

/** Before this instant disconnected or quarantined: the rest is over. */
export function restedSince(deps: Pick<Deps, 'clock' | 'policy'>, status: 'disconnected' | 'quarantined'): Date {
  const { returnDays, quarantineDays } = deps.policy;
  const days = status === 'disconnected' ? returnDays : Math.max(LEAST_QUARANTINE_DAYS, quarantineDays);
  return DateTime.fromJSDate(deps.clock.now()).minus({ days }).toJSDate();
}

async function recordMove(deps: Deps, from: NumberRow, to: NumberRow, type: string): Promise<void> {
  await recordEvent(deps, {
    type,
    subjects: [{ kind: 'number', id: to._id }],
    actor: SYSTEM,
    // To the reseller that served it until now it is still its own.
    resellerId: from.resellerId,
    before: { status: from.status },
    after: { status: to.status },
    version: to.version,
  });
}
