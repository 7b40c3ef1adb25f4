import type { z } from 'zod';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { callerOf, route, type Route, type RouteReply } from '../http/route.js';
import { numberParams } from '../http/schemas.js';
import type { HoldRow } from './hold-model.js';
import { openHolds } from './hold-queries.js';
import * as schemas from './hold-schemas.js';
import { viewHold } from './hold-view.js';
import { liftHold, type LiftResult } from './lift-hold.js';
import type { NumberRow } from './number-model.js';
import { findNumber } from './number-queries.js';
import { placeHold } from './place-hold.js';
import { postponeHold } from './postpone-hold.js';

const LIFT_ERRORS = [
  'NUMBER_MALFORMED',
  'NOT_FOUND',
  'VALIDATION_FAILED',
  'NUMBER_NOT_SUSPENDED',
  'HOLD_NOT_CLEARED',
  'SECOND_APPROVER_REQUIRED',
] as const;

/** Suspend and reinstate: the holds of a number in service. */
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
      errors: [
        'NUMBER_MALFORMED',
        'NOT_FOUND',
        'VALIDATION_FAILED',
        'NUMBER_NOT_WORKING',
        'HOLD_ALREADY_OPEN',
        'FORBIDDEN',
      ],
      handle: async (input) => {
        const { kind, reason, remedy, documentsRequired, expectedRecovery, overdueSince, reference } = input.body;
        const { hold, row } = await placeHold(deps, callerOf(input), input.subject._id, {
          kind,
          reason,
          documentsRequired,
          remedy: remedy ?? null,
          expectedRecovery: expectedRecovery ?? null,
          overdueSince: overdueSince ?? null,
          reference: reference ?? null,
        });
        return { status: 200, body: viewControl(row, hold, await openHolds(deps, row._id)) };
      },
    }),
    route({
      ...shared,
      method: 'post',
      path: '/numbers/:number/reinstate',
      operation: 'reinstateNumber',
      summary:
        'Lifts one hold by the rule of its kind, the only open one unless named; with the last one the number works again. 202: a second person must confirm',
      body: schemas.reinstateBody,
      replies: { 200: schemas.controlReply, 202: schemas.controlReply },
      errors: [...LIFT_ERRORS, 'WRONG_STATE'],
      handle: async (input) => {
        const { holdId, reason, reference, clearedAt } = input.body;
        const words = { reason, reference, clearedAt: clearedAt === undefined ? undefined : new Date(clearedAt) };
        return answerLift(await liftHold(deps, callerOf(input), input.subject._id, holdId, words));
      },
    }),
    route({
      ...shared,
      access: 'number.second',
      method: 'post',
      path: '/numbers/:number/holds/:holdId/confirm-lift',
      operation: 'confirmLift',
      summary: 'The second person confirms that a hold is lifted',
      params: schemas.holdParams,
      body: schemas.noBody,
      replies: { 200: schemas.controlReply },
      errors: [...LIFT_ERRORS, 'WRONG_STATE', 'FORBIDDEN'],
      handle: async (input) => {
        const { holdId } = input.params;
        const hold = (await openHolds(deps, input.subject._id)).find((one) => one._id.toHexString() === holdId);
        if (hold !== undefined && hold.liftProposal === null) throw new DomainError('WRONG_STATE');
        return answerLift(await liftHold(deps, callerOf(input), input.subject._id, holdId));
      },
    }),
    route({
      ...shared,
      method: 'post',
      path: '/numbers/:number/holds/:holdId/postpone',
      operation: 'postponeHold',
      summary: 'Another expected recovery; the public sees how often it was put off',
      params: schemas.holdParams,
      body: schemas.postponeBody,
      replies: { 200: schemas.controlReply },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND', 'VALIDATION_FAILED', 'NUMBER_NOT_SUSPENDED', 'FORBIDDEN'],
      handle: async (input) => {
        const { number, holdId } = input.params;
        const { hold, row } = await postponeHold(deps, callerOf(input), { number, holdId, ...input.body });
        return { status: 200, body: viewControl(row, hold, await openHolds(deps, number)) };
      },
    }),
  ];
}

function answerLift({ hold, row, open, awaitsSecond }: LiftResult): RouteReply {
  return { status: awaitsSecond ? 202 : 200, body: viewControl(row, hold, open) };
}

export function viewControl(
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
