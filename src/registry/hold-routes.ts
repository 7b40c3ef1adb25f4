import type { z } from 'zod';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { callerOf, route, type Route } from '../http/route.js';
import { numberParams } from '../http/schemas.js';
import { disconnectNumber } from './disconnect-number.js';
import type { HoldRow } from './hold-model.js';
import { openHolds } from './hold-queries.js';
import * as schemas from './hold-schemas.js';
import { liftHold } from './lift-hold.js';
import type { NumberRow } from './number-model.js';
import { findNumber } from './number-queries.js';
import { placeHold } from './place-hold.js';
import { transferNumber } from './transfer-number.js';

/** Suspend, reinstate, transfer, disconnect: what the carrier does to a number in service. */
export function holdRoutes(deps: Deps): Route[] {
  const load = ({ number }: z.output<typeof numberParams>, principal: Principal) => findNumber(deps, principal, number);
  const shared = { tag: 'numbers', access: 'number.control', params: numberParams, load } as const;
  return [
    route({
      ...shared,
      method: 'get',
      path: '/numbers/:number/holds',
      operation: 'listHolds',
      summary: 'Open holds, the most serious first',
      replies: { 200: schemas.holdsReply },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND'],
      handle: async ({ subject }) => ({
        status: 200,
        body: { items: (await openHolds(deps, subject._id)).map(viewHold) },
      }),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/numbers/:number/suspend',
      operation: 'suspendNumber',
      summary: 'Places a hold; the number is suspended while any hold is open',
      body: schemas.suspendBody,
      replies: { 200: schemas.controlReply },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND', 'VALIDATION_FAILED', 'NUMBER_NOT_WORKING'],
      handle: async (input) => {
        const { kind, reason, remedy, documentsRequired, expectedRecovery } = input.body;
        const { hold, row } = await placeHold(deps, callerOf(input), input.subject._id, {
          kind,
          reason,
          documentsRequired,
          remedy: remedy ?? null,
          expectedRecovery: expectedRecovery ?? null,
        });
        return { status: 200, body: viewControl(row, hold, await openHolds(deps, row._id)) };
      },
    }),
    route({
      ...shared,
      method: 'post',
      path: '/numbers/:number/reinstate',
      operation: 'reinstateNumber',
      summary: 'Lifts one hold, the only open one unless named; with the last one the number works again',
      body: schemas.reinstateBody,
      replies: { 200: schemas.controlReply },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND', 'VALIDATION_FAILED', 'NUMBER_NOT_SUSPENDED', 'WRONG_STATE'],
      handle: async (input) => {
        const { hold, row, open } = await liftHold(deps, callerOf(input), input.subject._id, input.body.holdId);
        return { status: 200, body: viewControl(row, hold, open) };
      },
    }),
    route({
      ...shared,
      method: 'post',
      path: '/numbers/:number/transfer',
      operation: 'transferNumber',
      summary: 'Carries out an accepted transfer: all numbers of its application get their new holder at one instant',
      body: schemas.disconnectBody,
      replies: { 200: schemas.controlReply },
      errors: [
        'NUMBER_MALFORMED',
        'NOT_FOUND',
        'VALIDATION_FAILED',
        'TRANSFER_NOT_READY',
        'DISPUTED',
        'NUMBER_NOT_WORKING',
        'CONFLICT',
      ],
      handle: async (input) => {
        const row = await transferNumber(deps, callerOf(input), input.subject, input.body.reason);
        return { status: 200, body: viewControl(row, null, await openHolds(deps, row._id)) };
      },
    }),
    route({
      ...shared,
      method: 'post',
      path: '/numbers/:number/disconnect',
      operation: 'disconnectNumber',
      summary: 'Ends the service; the public sees the last holder',
      body: schemas.disconnectBody,
      replies: { 200: schemas.controlReply },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND', 'VALIDATION_FAILED', 'NUMBER_NOT_WORKING'],
      handle: async (input) => {
        const row = await disconnectNumber(deps, callerOf(input), input.subject._id, input.body.reason);
        return { status: 200, body: viewControl(row, null, []) };
      },
    }),
  ];
}

function viewControl(
  row: NumberRow,
  hold: HoldRow | null,
  open: readonly HoldRow[],
): z.input<typeof schemas.controlReply> {
  return {
    number: row._id,
    status: row.status,
    holdId: hold?._id.toHexString() ?? null,
    holds: open.map(viewHold),
  };
}

function viewHold(hold: HoldRow): z.input<typeof schemas.holdView> {
  const { kind, reason, remedy, documentsRequired, expectedRecovery } = hold;
  return {
    id: hold._id.toHexString(),
    kind,
    reason,
    remedy,
    documentsRequired,
    expectedRecovery,
    placedAt: hold.placedAt.toISOString(),
  };
}
