import type { z } from 'zod';
import type { Deps } from '../deps.js';
import type { NumberStatus } from '../domain/number-status.js';
import { toPage } from '../http/page.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import type { BlockRow } from './block-model.js';
import { countByStatus, listBlocks } from './block-queries.js';
import { createBlock } from './create-block.js';
import * as schemas from './lifecycle-schemas.js';
import { countByNumberStatus } from './number-queries.js';
import { blockBody, blockReply, numberSummary, numberSummaryQuery } from './registry-schemas.js';
import { cancelRetirement, retireBlock } from './retire-block.js';

/** Blocks of numbers: opened, listed, retired. */
export function blockRoutes(deps: Deps): Route[] {
  const shared = { tag: 'numbers', access: 'number.block' } as const;
  const answer = async (row: BlockRow) => {
    const id = row._id.toHexString();
    return { status: 200, body: viewBlock(row, (await countByStatus(deps, [id])).get(id) ?? {}) };
  };
  return [
    route({
      ...shared,
      method: 'post',
      path: '/numbers/blocks',
      operation: 'createBlock',
      summary: 'Opens a block of numbers of one carrier',
      body: blockBody,
      replies: { 201: blockReply },
      errors: ['BLOCK_OVERLAPS', 'VALIDATION_FAILED'],
      handle: async (input) => ({ status: 201, body: await createBlock(deps, callerOf(input), input.body) }),
    }),
    route({
      ...shared,
      access: 'number.block_read',
      method: 'get',
      path: '/numbers/blocks',
      operation: 'listBlocks',
      summary: 'Blocks with the count of their numbers by status, newest first',
      query: schemas.blockListQuery,
      replies: { 200: schemas.blockList },
      errors: [],
      handle: async (input) => {
        const rows = await listBlocks(deps, callerOf(input), input.query);
        const counts = await countByStatus(
          deps,
          rows.slice(0, input.query.limit).map((row) => row._id.toHexString()),
        );
        const view = (row: BlockRow) => viewBlock(row, counts.get(row._id.toHexString()) ?? {});
        return { status: 200, body: toPage(rows, input.query, view) };
      },
    }),
    route({
      method: 'get',
      path: '/numbers/summary',
      operation: 'countNumbers',
      tag: 'numbers',
      access: 'number.overview',
      summary: 'How many numbers stand how, of all or of one reseller',
      query: numberSummaryQuery,
      replies: { 200: numberSummary },
      errors: ['VALIDATION_FAILED'],
      handle: async (input) => {
        const byStatus = await countByNumberStatus(deps, callerOf(input), input.query.resellerId);
        const total = Object.values(byStatus).reduce((sum, count) => sum + count, 0);
        return { status: 200, body: { total, byStatus } };
      },
    }),
    route({
      ...shared,
      method: 'post',
      path: '/numbers/blocks/:id/retirement',
      operation: 'retireBlock',
      summary:
        'Announces that a block goes out of use: no new reservations, numbers become unavailable as they get free',
      params: idParams,
      body: schemas.reasonBody,
      replies: { 200: schemas.blockView },
      errors: ['NOT_FOUND', 'VALIDATION_FAILED', 'BLOCK_RETIRING'],
      handle: async (input) => answer(await retireBlock(deps, callerOf(input), input.params.id, input.body.reason)),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/numbers/blocks/:id/retirement/cancel',
      operation: 'cancelRetirement',
      summary: 'Takes a retirement back; numbers already taken out stay so until each is unblocked',
      params: idParams,
      body: schemas.reasonBody,
      replies: { 200: schemas.blockView },
      errors: ['NOT_FOUND', 'VALIDATION_FAILED', 'WRONG_STATE'],
      handle: async (input) =>
        answer(await cancelRetirement(deps, callerOf(input), input.params.id, input.body.reason)),
    }),
  ];
}

function viewBlock(row: BlockRow, numbers: Partial<Record<NumberStatus, number>>): z.input<typeof schemas.blockView> {
  const { _id, from, to, carrier, createdAt, retiring } = row;
  return {
    id: _id.toHexString(),
    from,
    to,
    carrier,
    createdAt: createdAt.toISOString(),
    retiring: retiring === null ? null : { since: retiring.since.toISOString(), reason: retiring.reason },
    numbers,
  };
}
