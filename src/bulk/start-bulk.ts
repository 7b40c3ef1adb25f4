import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { inTransaction } from '../platform/mongo.js';
import { bulkItemModel } from './bulk-item-model.js';
import { bulkModel, type BulkRow } from './bulk-model.js';
import { itemsOf } from './bulk-queries.js';

/**
 * Puts every good row into the queue. Pressing twice is once; bad rows stay as they are.
 * @throws DomainError WRONG_STATE (running already, or no row is ready)
 */
export async function startBulk(deps: Deps, bulk: BulkRow): Promise<BulkRow> {
  const bulkId = bulk._id.toHexString();
  const now = deps.clock.now();
  const started = await inTransaction(deps.db, async () => {
    const row = await bulkModel(deps.db)
      .findOneAndUpdate(
        { _id: bulk._id, status: 'checked', hasPapers: true },
        { $set: { status: 'running', startedAt: now } },
        { returnDocument: 'after' },
      )
      .lean<BulkRow>();
    if (row === null) throw new DomainError('WRONG_STATE');
    const queued = await bulkItemModel(deps.db).updateMany(
      { bulkId, status: 'ready' },
      { $set: { status: 'queued', attempt: 1, progressAt: now } },
    );
    if (queued.matchedCount === 0) throw new DomainError('WRONG_STATE');
    return row;
  });
  for (const { _id, attempt } of await itemsOf(deps, bulkId, ['queued']))
    await deps.jobs.submitBulkRow(_id.toHexString(), attempt);
  return started;
}
