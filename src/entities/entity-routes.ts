import type { z } from 'zod';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { after, toPage } from '../http/page.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import * as schemas from './entity-schemas.js';
import { findEntity, viewEntity } from './find-entity.js';
import { decideMerge, proposeMerge, undoMerge } from './merge-entities.js';
import { mergeModel, type MergeRow } from './merge-model.js';

/** Legal entities: one record a code, and merges of two that are one. */
export function entityRoutes(deps: Deps): Route[] {
  const findMerge = async (id: string): Promise<MergeRow> => {
    const row = await mergeModel(deps.db).findOne({ _id: id }).lean<MergeRow>();
    if (row === null) throw new DomainError('NOT_FOUND');
    return row;
  };
  const shared = { tag: 'entities', params: idParams } as const;
  return [
    route({
      method: 'get',
      path: '/entities/:uscc',
      operation: 'getEntity',
      tag: 'entities',
      access: 'entity.read',
      summary: 'One legal entity: names over time, verification and its next date, numbers, caps',
      params: schemas.entityParams,
      replies: { 200: schemas.entityView },
      errors: ['NOT_FOUND'],
      load: ({ uscc }, principal) => findEntity(deps, principal, uscc),
      handle: async (input) => ({ status: 200, body: await viewEntity(deps, callerOf(input), input.subject) }),
    }),
    route({
      method: 'get',
      path: '/entity-merges',
      operation: 'listMerges',
      tag: 'entities',
      access: 'entity.merge_read',
      summary: 'Merges by status, newest first',
      query: schemas.mergesQuery,
      replies: { 200: schemas.mergesReply },
      errors: [],
      handle: async ({ query }) => {
        const rows = await mergeModel(deps.db)
          .find({ status: query.status, ...after(query) })
          .sort({ _id: -1 })
          .limit(query.limit + 1)
          .lean<MergeRow[]>();
        return { status: 200, body: toPage(rows, query, viewMerge) };
      },
    }),
    route({
      method: 'post',
      path: '/entity-merges',
      operation: 'proposeMerge',
      tag: 'entities',
      access: 'entity.merge',
      summary: 'Says that two records are one legal entity; another person must agree',
      body: schemas.mergeBody,
      replies: { 201: schemas.mergeView },
      errors: ['NOT_FOUND', 'WRONG_STATE', 'VALIDATION_FAILED'],
      handle: async (input) => ({
        status: 201,
        body: viewMerge(await proposeMerge(deps, callerOf(input), input.body)),
      }),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/entity-merges/:id/decision',
      operation: 'decideMerge',
      access: 'entity.merge',
      summary: 'Another person agrees, and the numbers move in one transaction; or refuses',
      body: schemas.mergeDecisionBody,
      replies: { 200: schemas.mergeView },
      errors: ['NOT_FOUND', 'SECOND_APPROVER_REQUIRED', 'WRONG_STATE', 'NUMBER_IN_APPLICATION'],
      handle: async (input) => ({
        status: 200,
        body: viewMerge(await decideMerge(deps, callerOf(input), await findMerge(input.params.id), input.body.outcome)),
      }),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/entity-merges/:id/undo',
      operation: 'undoMerge',
      access: 'entity.merge_undo',
      summary: 'Takes a merge back: what it moved and nobody has changed since returns',
      body: schemas.mergeUndoBody,
      replies: { 200: schemas.mergeView },
      errors: ['NOT_FOUND', 'WRONG_STATE', 'NUMBER_IN_APPLICATION'],
      handle: async (input) => ({
        status: 200,
        body: viewMerge(await undoMerge(deps, callerOf(input), await findMerge(input.params.id), input.body.reason)),
      }),
    }),
  ];
}

function viewMerge(row: MergeRow): z.input<typeof schemas.mergeView> {
  const { from, into, reason, status, proposedBy, decidedBy } = row;
  return {
    id: row._id.toHexString(),
    from,
    into,
    reason,
    status,
    proposedBy,
    proposedAt: row.proposedAt.toISOString(),
    decidedBy,
    numbers: (row.moved?.numbers ?? []).map(({ number }) => number),
  };
}
