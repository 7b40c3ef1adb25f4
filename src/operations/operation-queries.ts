import { isValidObjectId } from 'mongoose';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { after, type PageRequest } from '../http/page.js';
import { operationItemModel, type ItemStatus, type OperationItemRow } from './operation-item-model.js';
import { operationModel, type OperationRow } from './operation-model.js';

/** @throws DomainError NOT_FOUND */
export async function findOperation(deps: Pick<Deps, 'db'>, id: string): Promise<OperationRow> {
  const row = isValidObjectId(id) ? await operationModel(deps.db).findOne({ _id: id }).lean<OperationRow>() : null;
  if (row === null) throw new DomainError('NOT_FOUND');
  return row;
}

/** Newest first, one more than asked for. */
export async function latestOperations(deps: Pick<Deps, 'db'>, page: PageRequest): Promise<OperationRow[]> {
  return operationModel(deps.db)
    .find(after(page))
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .lean<OperationRow[]>();
}

/** Begun and not ended, the oldest first. */
export async function openOperations(deps: Pick<Deps, 'db'>): Promise<OperationRow[]> {
  return operationModel(deps.db)
    .find({ status: { $in: ['running', 'undoing'] } })
    .sort({ _id: 1 })
    .lean<OperationRow[]>();
}

/** How many rows are in each status: the progress. */
export async function countItems(
  deps: Pick<Deps, 'db'>,
  operationId: string,
): Promise<Partial<Record<ItemStatus, number>>> {
  const counts = await operationItemModel(deps.db).aggregate<{ _id: ItemStatus; count: number }>([
    { $match: { operationId } },
    { $group: { _id: '$status', count: { $sum: 1 } } },
  ]);
  return Object.fromEntries(counts.map(({ _id, count }) => [_id, count]));
}

export interface ItemSearch {
  readonly status?: ItemStatus | undefined;
  readonly limit: number;
  /** Row after which to go on. */
  readonly after: number;
}

/** Rows in the order of the file, one more than asked for. */
export async function listItems(
  deps: Pick<Deps, 'db'>,
  operationId: string,
  { status, limit, after: row }: ItemSearch,
): Promise<OperationItemRow[]> {
  return operationItemModel(deps.db)
    .find({ operationId, row: { $gt: row }, ...(status === undefined ? {} : { status }) })
    .sort({ row: 1 })
    .limit(limit + 1)
    .lean<OperationItemRow[]>();
}

/** The row of an import that put a number in service, while it has not been undone. */
export async function importedItem(deps: Pick<Deps, 'db'>, number: string): Promise<OperationItemRow | null> {
  return operationItemModel(deps.db)
    .findOne({ number, status: { $in: ['done', 'kept'] } })
    .lean<OperationItemRow>();
}
