import { Types } from 'mongoose';
import type { z } from 'zod';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { after, toPage } from '../http/page.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams, numberParams } from '../http/schemas.js';
import { correctionModel, type CorrectedFacts, type CorrectionRow } from './correction-model.js';
import * as schemas from './correction-schemas.js';
import { decideCorrection } from './decide-correction.js';
import { findNumber } from './number-queries.js';
import { proposeCorrection } from './propose-correction.js';

/** Corrections of who answered for a number, or when: nothing is overwritten, two persons agree. */
export function correctionRoutes(deps: Deps): Route[] {
  const load = ({ number }: z.output<typeof numberParams>, principal: Principal) => findNumber(deps, principal, number);
  return [
    route({
      method: 'post',
      path: '/numbers/:number/corrections',
      operation: 'proposeCorrection',
      tag: 'numbers',
      access: 'number.correct',
      summary: 'Proposes to correct the facts or dates of an assignment; another person decides',
      params: numberParams,
      body: schemas.correctionBody,
      replies: { 202: schemas.correctionView },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND', 'VALIDATION_FAILED', 'CORRECTION_ALREADY_OPEN'],
      load,
      handle: async (input) => {
        const { assignmentId, facts, reason } = input.body;
        const proposal = { assignmentId, reason, facts: factsOf(facts) };
        return {
          status: 202,
          body: viewCorrection(await proposeCorrection(deps, callerOf(input), input.subject, proposal)),
        };
      },
    }),
    route({
      method: 'get',
      path: '/numbers/:number/corrections',
      operation: 'listCorrections',
      tag: 'numbers',
      access: 'number.correct',
      summary: 'Corrections of a number, newest first',
      params: numberParams,
      query: schemas.correctionQuery,
      replies: { 200: schemas.correctionList },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND'],
      load,
      handle: async ({ subject, query }) => {
        const rows = await correctionModel(deps.db)
          .find({ number: subject._id, ...after(query) })
          .sort({ _id: -1 })
          .limit(query.limit + 1)
          .lean<CorrectionRow[]>();
        return { status: 200, body: toPage(rows, query, viewCorrection) };
      },
    }),
    route({
      method: 'post',
      path: '/corrections/:id/decision',
      operation: 'decideCorrection',
      tag: 'numbers',
      access: 'number.correct',
      summary: 'Another person applies or refuses a correction',
      params: idParams,
      body: schemas.correctionDecisionBody,
      replies: { 200: schemas.correctionView },
      errors: ['NOT_FOUND', 'VALIDATION_FAILED', 'WRONG_STATE', 'SECOND_APPROVER_REQUIRED', 'CONFLICT'],
      handle: async (input) => {
        const caller = callerOf(input);
        const row = await correctionModel(deps.db)
          .findOne({ _id: new Types.ObjectId(input.params.id) })
          .lean<CorrectionRow>();
        if (row === null) throw new DomainError('NOT_FOUND');
        // Staff of another carrier or province do not see the number, nor its corrections.
        await findNumber(deps, caller, row.number);
        return { status: 200, body: viewCorrection(await decideCorrection(deps, caller, row, input.body.outcome)) };
      },
    }),
  ];
}

/** What was given and nothing else: an absent member must not stand there as undefined. */
function factsOf({
  from,
  until,
  holder,
  publicName,
}: z.output<typeof schemas.correctionBody>['facts']): CorrectedFacts {
  return {
    ...(from === undefined ? {} : { from: new Date(from) }),
    ...(until === undefined ? {} : { until: new Date(until) }),
    ...(publicName === undefined ? {} : { publicName }),
    ...(holder === undefined
      ? {}
      : { holder: Object.fromEntries(Object.entries(holder).filter(([, value]) => value !== undefined)) }),
  };
}

function viewCorrection(row: CorrectionRow): z.input<typeof schemas.correctionView> {
  const { number, assignmentId, facts, reason, status, proposedBy, decidedBy } = row;
  return {
    id: row._id.toHexString(),
    number,
    assignmentId,
    facts,
    reason,
    status,
    proposedBy,
    proposedAt: row.proposedAt.toISOString(),
    decidedBy,
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}
