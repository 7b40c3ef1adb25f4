import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { isRetiring } from './block-queries.js';
import { moveNumbers } from './move-numbers.js';
import { FREED, type NumberRow } from './number-model.js';

/**
 * Takes a spare number out of what can be reserved, or puts it back (封存、解封).
 * @throws DomainError NUMBER_NOT_SPARE | NUMBER_NOT_UNAVAILABLE | BLOCK_RETIRING (unblocking in a retiring block)
 */
export async function setAvailability(
  deps: Deps,
  principal: Principal,
  number: string,
  change: { readonly event: 'block' | 'unblock'; readonly reason: string },
): Promise<NumberRow> {
  const { event, reason } = change;
  return inTransaction(deps.db, async () => {
    const [row] = await moveNumbers(deps, [number], event, {}, FREED);
    if (row === undefined) throw new TypeError('a move of one number returned none');
    if (event === 'unblock' && (await isRetiring(deps, row.blockId))) throw new DomainError('BLOCK_RETIRING');
    await recordEvent(deps, {
      type: event === 'block' ? 'number.blocked' : 'number.unblocked',
      subjects: [{ kind: 'number', id: number }],
      actor: actorOf(principal),
      resellerId: null,
      reason,
      before: { status: event === 'block' ? 'spare' : 'unavailable' },
      after: { status: row.status },
      version: row.version,
    });
    return row;
  });
}
