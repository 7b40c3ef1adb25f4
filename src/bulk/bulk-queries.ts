import { isValidObjectId } from 'mongoose';
import { isReseller, type Principal } from '../accounts/principal.js';
import { scopeOf } from '../accounts/scope.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { after, type PageRequest } from '../http/page.js';
import { bulkItemModel, type BulkItemRow, type BulkItemStatus } from './bulk-item-model.js';
import { bulkModel, type BulkRow } from './bulk-model.js';

/** @throws DomainError NOT_FOUND: not there, or somebody else's */
export async function findBulk(deps: Pick<Deps, 'db'>, principal: Principal, id: string): Promise<BulkRow> {
  const row =
    isReseller(principal) && isValidObjectId(id)
      ? await bulkModel(deps.db)
          .findOne({ _id: id, ...scopeOf(principal) })
          .lean<BulkRow>()
      : null;
  if (row === null) throw new DomainError('NOT_FOUND');
  return row;
}

/** The own organisation's, newest first, one more than asked for. */
export async function latestBulks(deps: Pick<Deps, 'db'>, principal: Principal, page: PageRequest): Promise<BulkRow[]> {
  return bulkModel(deps.db)
    .find({ ...scopeOf(principal), ...after(page) })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .lean<BulkRow[]>();
}

/** Rows in the order of the sheet. */
export async function itemsOf(
  deps: Pick<Deps, 'db'>,
  bulkId: string,
  statuses: readonly BulkItemStatus[] | null = null,
): Promise<BulkItemRow[]> {
  return bulkItemModel(deps.db)
    .find({ bulkId, ...(statuses === null ? {} : { status: { $in: [...statuses] } }) })
    .sort({ row: 1 })
    .lean<BulkItemRow[]>();
}

/** How many rows are in each status. */
export async function countItems(deps: Pick<Deps, 'db'>, bulkId: string): Promise<Record<BulkItemStatus, number>> {
  const counts = await bulkItemModel(deps.db).aggregate<{ _id: BulkItemStatus; count: number }>([
    { $match: { bulkId } },
    { $group: { _id: '$status', count: { $sum: 1 } } },
  ]);
  const none = { ready: 0, refused: 0, queued: 0, submitted: 0, failed: 0 };
  return { ...none, ...Object.fromEntries(counts.map(({ _id, count }) => [_id, count])) };
}
