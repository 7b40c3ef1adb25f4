import type { z } from 'zod';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { callerOf, route, type Route } from '../http/route.js';
import { numberParams } from '../http/schemas.js';
import { viewControl } from '../registry/hold-routes.js';
import { openHolds } from '../registry/hold-queries.js';
import { controlReply } from '../registry/hold-schemas.js';
import type { NumberRow } from '../registry/number-model.js';
import { findNumber } from '../registry/number-queries.js';
import { settleDispute } from './dispute-number.js';
import { listDisputes } from './list-disputes.js';
import * as schemas from './dispute-schemas.js';
import { decideUphold, proposeUphold } from './uphold-dispute.js';

/** Numbers whose registered holder says that they are not its own, and how that ends: settled by one, upheld by two. */
export function disputeRoutes(deps: Deps): Route[] {
  const load = ({ number }: z.output<typeof numberParams>, principal: Principal) => findNumber(deps, principal, number);
  const shared = { tag: 'numbers', access: 'dispute.settle', params: numberParams, load } as const;
  return [
    route({
      method: 'get',
      path: '/disputes',
      operation: 'listDisputes',
      tag: 'numbers',
      access: 'dispute.read',
      summary:
        'Numbers whose registered holder disputes them, the oldest dispute first, with who proposes to uphold it',
      query: schemas.disputesQuery,
      replies: { 200: schemas.disputesReply },
      errors: [],
      handle: async (input) => ({ status: 200, body: await listDisputes(deps, callerOf(input), input.query) }),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/numbers/:number/dispute/settle',
      operation: 'settleDispute',
      summary:
        'The registration stays: after looking into it, the number can be decided upon, accepted and transferred again',
      body: schemas.settleBody,
      replies: { 200: controlReply },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND', 'VALIDATION_FAILED', 'WRONG_STATE', 'DISPUTE_AWAITS_SECOND'],
      handle: async (input) => {
        const row = await settleDispute(deps, callerOf(input), input.subject._id, input.body.reason);
        return { status: 200, body: viewControl(row, null, await openHolds(deps, row._id)) };
      },
    }),
    route({
      ...shared,
      method: 'post',
      path: '/numbers/:number/dispute/uphold',
      operation: 'proposeUpholdingDispute',
      summary:
        'Proposes that the number is not its registered holder’s: it is stopped at once, another person confirms or refuses',
      body: schemas.upholdBody,
      replies: { 202: schemas.disputeStateView },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND', 'VALIDATION_FAILED', 'WRONG_STATE', 'DISPUTE_AWAITS_SECOND'],
      handle: async (input) => ({
        status: 202,
        body: stateOf(await proposeUphold(deps, callerOf(input), input.subject._id, input.body.reason)),
      }),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/numbers/:number/dispute/uphold/decision',
      operation: 'decideUpholdingDispute',
      summary:
        'Another person confirms: the registration is void, the service ends, the public is told; or refuses: the stop is lifted',
      body: schemas.upholdDecisionBody,
      replies: { 200: schemas.disputeStateView },
      errors: [
        'NUMBER_MALFORMED',
        'NOT_FOUND',
        'VALIDATION_FAILED',
        'WRONG_STATE',
        'SECOND_APPROVER_REQUIRED',
        'CONFLICT',
      ],
      handle: async (input) => {
        const { outcome, reason } = input.body;
        const decision = { outcome, reason: reason ?? null };
        return { status: 200, body: stateOf(await decideUphold(deps, callerOf(input), input.subject._id, decision)) };
      },
    }),
  ];
}

function stateOf(row: NumberRow): z.input<typeof schemas.disputeStateView> {
  return {
    number: row._id,
    status: row.status,
    disputed: row.flags.includes('disputed'),
    awaitsSecond: (row.dispute?.proposal ?? null) !== null,
  };
}
