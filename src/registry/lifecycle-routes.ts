import type { z } from 'zod';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { callerOf, route, type Route } from '../http/route.js';
import { numberParams } from '../http/schemas.js';
import { setAvailability } from './block-number.js';
import { disconnectNumber } from './disconnect-number.js';
import { viewControl } from './hold-routes.js';
import { openHolds } from './hold-queries.js';
import { controlReply } from './hold-schemas.js';
import * as schemas from './lifecycle-schemas.js';
import { findNumber } from './number-queries.js';
import { numberView } from './registry-schemas.js';
import { showNumber } from './registry-views.js';
import { returnNumber } from './return-number.js';
import { transferNumber } from './transfer-number.js';
import { cancelDisconnection, scheduleDisconnection } from './schedule-disconnection.js';

/** Another holder, the end of a number's service and what may follow it; numbers kept out of use. */
export function lifecycleRoutes(deps: Deps): Route[] {
  const load = ({ number }: z.output<typeof numberParams>, principal: Principal) => findNumber(deps, principal, number);
  const shared = { tag: 'numbers', access: 'number.control', params: numberParams, load } as const;
  return [
    route({
      ...shared,
      method: 'post',
      path: '/numbers/:number/disconnect',
      operation: 'disconnectNumber',
      summary: 'Ends the service, at once or (202) announced for a day; the public then sees the last holder',
      body: schemas.disconnectBody,
      replies: { 200: controlReply, 202: numberView },
      errors: [
        'NUMBER_MALFORMED',
        'NOT_FOUND',
        'VALIDATION_FAILED',
        'NUMBER_NOT_WORKING',
        'ARREARS_TOO_RECENT',
        'DISCONNECTION_SCHEDULED',
      ],
      handle: async (input) => {
        const { reason, ground, effectiveOn } = input.body;
        const { _id: number } = input.subject;
        if (effectiveOn === undefined) {
          const row = await disconnectNumber(deps, callerOf(input), number, reason, ground);
          return { status: 200, body: viewControl(row, null, []) };
        }
        const row = await scheduleDisconnection(deps, callerOf(input), number, { reason, ground, effectiveOn });
        return { status: 202, body: await showNumber(deps, row) };
      },
    }),
    route({
      ...shared,
      method: 'delete',
      path: '/numbers/:number/disconnect',
      operation: 'cancelDisconnection',
      summary: 'Takes an announced disconnection back',
      replies: { 200: numberView },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND', 'DISCONNECTION_NOT_SCHEDULED'],
      handle: async (input) => ({
        status: 200,
        body: await showNumber(deps, await cancelDisconnection(deps, callerOf(input), input.subject._id)),
      }),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/numbers/:number/transfer',
      operation: 'transferNumber',
      summary: 'Carries out an accepted transfer: all numbers of its application get their new holder at one instant',
      body: schemas.reasonBody,
      replies: { 200: controlReply },
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
      path: '/numbers/:number/return',
      operation: 'returnNumber',
      summary: 'The last holder comes back within 30 days of the disconnection',
      body: schemas.returnBody,
      replies: { 200: controlReply },
      errors: [
        'NUMBER_MALFORMED',
        'NOT_FOUND',
        'VALIDATION_FAILED',
        'NUMBER_NOT_DISCONNECTED',
        'RETURN_EXPIRED',
        'NUMBER_DISOWNED',
      ],
      handle: async (input) => {
        const row = await returnNumber(deps, callerOf(input), input.subject._id, input.body);
        return { status: 200, body: viewControl(row, null, await openHolds(deps, row._id)) };
      },
    }),
    ...(['block', 'unblock'] as const).map((event) =>
      route({
        ...shared,
        access: 'number.block',
        method: 'post',
        path: `/numbers/:number/${event}`,
        operation: `${event}Number`,
        summary: event === 'block' ? 'Keeps a spare number out of use' : 'Lets a blocked number be reserved again',
        body: schemas.reasonBody,
        replies: { 200: numberView },
        errors: [
          'NUMBER_MALFORMED',
          'NOT_FOUND',
          'VALIDATION_FAILED',
          'NUMBER_NOT_SPARE',
          'NUMBER_NOT_UNAVAILABLE',
          'BLOCK_RETIRING',
        ],
        handle: async (input) => {
          const { reason } = input.body;
          const row = await setAvailability(deps, callerOf(input), input.subject._id, { event, reason });
          return { status: 200, body: await showNumber(deps, row) };
        },
      }),
    ),
  ];
}
