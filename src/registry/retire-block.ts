import { Types } from 'mongoose';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent, SYSTEM } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { blockModel, type BlockRow } from './block-model.js';
import { moveNumbers } from './move-numbers.js';
import { FREED, numberModel } from './number-model.js';

/** Numbers taken out of a retiring block in one transaction. */
const BATCH = 200;

/**
 * Announces that a block goes out of use (号段退网): from now on none of its numbers can be reserved; those nobody uses
 * become unavailable at once, the others when they get free. Holders keep theirs until then.
 * @throws DomainError NOT_FOUND | BLOCK_RETIRING (already)
 */
export async function retireBlock(
  deps: Deps,
  principal: Principal,
  blockId: string,
  reason: string,
): Promise<BlockRow> {
  const retiring = { since: deps.clock.now(), reason, by: principal.actorId };
  return changeRetirement(deps, principal, blockId, { retiring, reason });
}

/**
 * Takes the retirement back: what gets free can be issued again. Numbers already taken out stay so until each is unblocked.
 * @throws DomainError NOT_FOUND | WRONG_STATE (not retiring)
 */
export async function cancelRetirement(
  deps: Deps,
  principal: Principal,
  blockId: string,
  reason: string,
): Promise<BlockRow> {
  return changeRetirement(deps, principal, blockId, { retiring: null, reason });
}

async function changeRetirement(
  deps: Deps,
  principal: Principal,
  blockId: string,
  change: { readonly retiring: BlockRow['retiring']; readonly reason: string },
): Promise<BlockRow> {
  const { retiring, reason } = change;
  const own = {
    _id: new Types.ObjectId(blockId),
    ...(principal.carriers === null ? {} : { carrier: { $in: [...principal.carriers] } }),
  };
  return inTransaction(deps.db, async () => {
    const row = await blockModel(deps.db)
      .findOneAndUpdate(
        { ...own, retiring: retiring === null ? { $ne: null } : null },
        { $set: { retiring }, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<BlockRow>();
    if (row === null) {
      if ((await blockModel(deps.db).exists(own)) === null) throw new DomainError('NOT_FOUND');
      throw new DomainError(retiring === null ? 'WRONG_STATE' : 'BLOCK_RETIRING');
    }
    await recordEvent(deps, {
      type: retiring === null ? 'block.retirement_cancelled' : 'block.retirement_announced',
      subjects: [{ kind: 'block', id: blockId }],
      actor: actorOf(principal),
      resellerId: null,
      reason,
      after: { from: row.from, to: row.to, retiring: retiring !== null },
      version: row.version,
    });
    return row;
  });
}

/**
 * Takes some spare numbers of a retiring block out of use.
 * @returns how many; fewer than a batch: none is left
 */
export async function emptyRetiringBlock(deps: Deps, blockId: string): Promise<number> {
  return inTransaction(deps.db, async () => {
    const spare = await numberModel(deps.db).find({ blockId, status: 'spare' }, { _id: 1 }).limit(BATCH).lean();
    const still = await blockModel(deps.db).exists({ _id: new Types.ObjectId(blockId), retiring: { $ne: null } });
    if (spare.length === 0 || still === null) return 0;
    const rows = await moveNumbers(
      deps,
      spare.map(({ _id }) => _id),
      'block',
      {},
      FREED,
    );
    await recordEvent(deps, {
      type: 'block.numbers_retired',
      subjects: [{ kind: 'block', id: blockId }, ...rows.map(({ _id }) => ({ kind: 'number' as const, id: _id }))],
      actor: SYSTEM,
      resellerId: null,
      before: { status: 'spare' },
      after: { status: 'unavailable' },
      version: 0,
    });
    return rows.length;
  });
}
