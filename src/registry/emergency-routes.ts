import type { z } from 'zod';
import type { Deps } from '../deps.js';
import { toPage } from '../http/page.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import { decideEmergencyStop } from './decide-emergency-stop.js';
import type { EmergencyStopRow } from './emergency-stop-model.js';
import { findStop, listStops } from './emergency-stop-queries.js';
import * as schemas from './emergency-schemas.js';
import { placeEmergencyStop } from './place-emergency-stop.js';

/** Stops that cannot wait for two persons: one acts, the other confirms within a day. */
export function emergencyRoutes(deps: Deps): Route[] {
  return [
    route({
      method: 'post',
      path: '/emergency-stops',
      operation: 'placeEmergencyStop',
      tag: 'numbers',
      access: 'emergency.stop',
      summary:
        'Suspends a number, all numbers of an entity, or a reseller’s new business in one step; a second person confirms within 24 hours',
      body: schemas.stopBody,
      replies: { 201: schemas.stopView },
      errors: ['NOT_FOUND', 'VALIDATION_FAILED', 'NUMBER_MALFORMED', 'NUMBER_NOT_WORKING', 'STOP_ALREADY_OPEN'],
      handle: async (input) => {
        const { reference, ...stop } = input.body;
        const placed = await placeEmergencyStop(deps, callerOf(input), { ...stop, reference: reference ?? null });
        return { status: 201, body: viewStop({ ...placed.stop, settled: !placed.remaining }) };
      },
    }),
    route({
      method: 'get',
      path: '/emergency-stops',
      operation: 'listEmergencyStops',
      tag: 'numbers',
      access: 'emergency.read',
      summary: 'Emergency stops, newest first; status alarm: nobody confirmed in time',
      query: schemas.stopQuery,
      replies: { 200: schemas.stopList },
      errors: [],
      handle: async ({ query }) => ({ status: 200, body: toPage(await listStops(deps, query), query, viewStop) }),
    }),
    route({
      method: 'post',
      path: '/emergency-stops/:id/decision',
      operation: 'decideEmergencyStop',
      tag: 'numbers',
      access: 'emergency.stop',
      summary: 'The second person confirms, or refuses: then all it stopped works again',
      params: idParams,
      body: schemas.stopDecisionBody,
      replies: { 200: schemas.stopView },
      errors: ['NOT_FOUND', 'VALIDATION_FAILED', 'WRONG_STATE', 'SECOND_APPROVER_REQUIRED'],
      handle: async (input) => {
        const { outcome, reason } = input.body;
        const stop = await findStop(deps, input.params.id);
        await decideEmergencyStop(deps, callerOf(input), stop, { outcome, reason: reason ?? null });
        return { status: 200, body: viewStop(await findStop(deps, input.params.id)) };
      },
    }),
  ];
}

function viewStop(row: EmergencyStopRow): z.input<typeof schemas.stopView> {
  const { target, kind, reason, reference, includeNumbers, status, placedBy, decidedBy } = row;
  return {
    id: row._id.toHexString(),
    target: { kind: target.kind, id: target.id },
    kind,
    reason,
    reference,
    includeNumbers,
    status,
    placedBy,
    placedAt: row.placedAt.toISOString(),
    confirmBy: row.confirmBy.toISOString(),
    decidedBy,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    remaining: !row.settled,
  };
}
