import { Types, type PipelineStage } from 'mongoose';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import type { NumberStatus } from '../domain/number-status.js';
import { after, type PageRequest } from '../http/page.js';
import { blockModel, type BlockRow } from './block-model.js';
import { numberModel } from './number-model.js';

/** Whether a block is being retired. Read inside the transaction of whoever takes one of its numbers. */
export async function isRetiring(deps: Pick<Deps, 'db'>, blockId: string): Promise<boolean> {
  const _id = new Types.ObjectId(blockId);
  return (await blockModel(deps.db).exists({ _id, 'retiring.since': { $type: 'date' } })) !== null;
}

/** Whether this installation has numbers at all. */
export async function hasBlocks(deps: Pick<Deps, 'db'>): Promise<boolean> {
  return (await blockModel(deps.db).exists({})) !== null;
}

/** Newest first; one row more than asked for. */
export async function listBlocks(
  deps: Pick<Deps, 'db'>,
  { carriers }: Principal,
  page: PageRequest,
): Promise<BlockRow[]> {
  return blockModel(deps.db)
    .find({ ...after(page), ...(carriers === null ? {} : { carrier: { $in: [...carriers] } }) })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .lean<BlockRow[]>();
}

/** How many numbers of each block are in which status: the progress of a retirement. */
export async function countByStatus(
  deps: Pick<Deps, 'db'>,
  blockIds: readonly string[],
): Promise<Map<string, Partial<Record<NumberStatus, number>>>> {
  const counted: PipelineStage[] = [
    { $match: { blockId: { $in: [...blockIds] } } },
    { $group: { _id: { block: '$blockId', status: '$status' }, count: { $sum: 1 } } },
  ];
  const rows = await numberModel(deps.db).aggregate<{ _id: { block: string; status: NumberStatus }; count: number }>(
    counted,
  );
  const blocks = new Map<string, Partial<Record<NumberStatus, number>>>();
  for (const { _id, count } of rows) blocks.set(_id.block, { ...blocks.get(_id.block), [_id.status]: count });
  return blocks;
}
