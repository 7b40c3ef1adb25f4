import { DateTime } from 'luxon';
import { isApplicant, isOwner, isReseller, type Principal } from '../accounts/principal.js';
import { scoped } from '../accounts/scope.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf } from '../events/record-event.js';
import { after, toPage } from '../http/page.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams, numberParams } from '../http/schemas.js';
import { z } from 'zod';
import type { AssignmentChange } from '../events/changes.js';
import type { EventRow } from '../events/event-model.js';
import { endReservation } from './end-reservation.js';
import { historyOf } from './number-history.js';
import { findNumber, searchNumbers } from './number-queries.js';
import * as schemas from './registry-schemas.js';
import { showNumber, viewHistory, viewNumbers, viewReservation } from './registry-views.js';
import { reservationModel, type ReservationRow } from './reservation-model.js';
import { reserveNumber } from './reserve-number.js';

const reservationQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().optional(),
});

export function registryRoutes(deps: Deps): Route[] {
  return [
    route({
      method: 'get',
      path: '/numbers',
      operation: 'searchNumbers',
      tag: 'numbers',
      access: 'number.search',
      summary: 'Finds numbers by status, carrier and pattern; resellers see spare ones and their own',
      query: schemas.numberQuery,
      replies: { 200: schemas.numberList },
      errors: [],
      handle: async (input) => {
        const rows = await searchNumbers(deps, callerOf(input), input.query);
        const items = rows.slice(0, input.query.limit);
        const last = items.at(-1);
        const nextCursor =
          rows.length > items.length && last !== undefined ? Buffer.from(last._id).toString('base64url') : null;
        const caller = callerOf(input);
        const seen = items.map((row) => hideOthers(caller, row));
        return { status: 200, body: { items: await viewNumbers(deps, seen), nextCursor } };
      },
    }),
    route({
      method: 'get',
      path: '/numbers/:number',
      operation: 'getNumber',
      tag: 'numbers',
      access: 'number.read',
      summary: 'One number',
      params: numberParams,
      replies: { 200: schemas.numberView },
      errors: ['NUMBER_MALFORMED'],
      load: ({ number }, principal) => findNumber(deps, principal, number),
      handle: async ({ subject }) => ({
        status: 200,
        body: await showNumber(deps, subject),
        headers: { ETag: `"${subject.version}"` },
      }),
    }),
    route({
      method: 'get',
      path: '/numbers/:number/history',
      operation: 'getNumberHistory',
      tag: 'numbers',
      access: 'number.read',
      summary:
        'Who was accountable for the number, and what happened to it; with `at`, at that time; with `knownAt`, as the register knew it then',
      params: numberParams,
      query: schemas.historyQuery,
      replies: { 200: schemas.historyReply },
      errors: ['NUMBER_MALFORMED'],
      load: ({ number }, principal) => findNumber(deps, principal, number),
      handle: async (input) => {
        const { number } = input.params;
        const caller = callerOf(input);
        const { at, knownAt } = momentsOf(input.query, deps.config.TZ_BUSINESS);
        const { assignments: terms, events: all } = await historyOf(deps, number, knownAt);
        const assignments = terms.map((row) => (isOwn(caller, row) ? row : asPublic(row)));
        const events = isApplicant(caller) ? all.filter((event) => isOwn(caller, event)).flatMap(forApplicant) : all;
        const moment = { at, knownAt, now: deps.clock.now() };
        return { status: 200, body: viewHistory(number, { assignments, events }, moment) };
      },
    }),
    route({
      method: 'post',
      path: '/reservations',
      operation: 'reserveNumber',
      tag: 'numbers',
      access: 'reservation.manage',
      summary: 'Reserves a spare number for a named subscriber',
      body: schemas.reservationBody,
      replies: { 201: schemas.reservationView },
      errors: [
        'NUMBER_MALFORMED',
        'NOT_FOUND',
        'NUMBER_NOT_SPARE',
        'RESERVATION_CAP_REACHED',
        'RESERVATION_COOLING',
        'RESELLER_NOT_ACTIVE',
      ],
      handle: async (input) => {
        const { number, subscriber } = input.body;
        const named =
          subscriber.uscc === undefined ? { name: subscriber.name } : { name: subscriber.name, uscc: subscriber.uscc };
        return {
          status: 201,
          body: viewReservation(
            await reserveNumber(deps, resellerCaller(input.principal), { number, subscriber: named }),
          ),
        };
      },
    }),
    route({
      method: 'get',
      path: '/reservations',
      operation: 'listReservations',
      tag: 'numbers',
      access: 'reservation.manage',
      summary: 'Own open reservations, newest first',
      query: reservationQuery,
      replies: { 200: schemas.reservationList },
      errors: [],
      handle: async (input) => {
        const scope = scoped(resellerCaller(input.principal).resellerId);
        const rows = await reservationModel(deps.db)
          .find({ ...scope, status: 'open', ...after(input.query) })
          .sort({ _id: -1 })
          .limit(input.query.limit + 1)
          .lean<ReservationRow[]>();
        return { status: 200, body: toPage(rows, input.query, viewReservation) };
      },
    }),
    route({
      method: 'delete',
      path: '/reservations/:id',
      operation: 'deleteReservation',
      tag: 'numbers',
      access: 'reservation.manage',
      summary: 'Gives a reserved number back',
      params: idParams,
      replies: { 204: null },
      errors: ['RESERVATION_IN_USE'],
      load: async ({ id }, principal) => {
        if (!isReseller(principal)) return null;
        const row = await reservationModel(deps.db)
          .findOne({ _id: id, status: 'open', ...scoped(principal.resellerId) })
          .lean<ReservationRow>();
        if (row === null) throw new DomainError('NOT_FOUND');
        return row;
      },
      handle: async ({ subject, principal }) => {
        if (subject !== null) await endReservation(deps, subject, 'released', actorOf(principal));
        return { status: 204 };
      },
    }),
  ];
}

/** A reseller sees what was its own business, an owner what befell its number; staff everything. */
function isOwn(
  caller: Principal,
  row: { readonly resellerId: string | null; readonly holder?: { readonly uscc: string } },
): boolean {
  if (isOwner(caller)) return row.holder === undefined || row.holder.uscc === caller.uscc;
  return !isReseller(caller) || row.resellerId === caller.resellerId;
}

/** Another reseller's customer, as everybody may see it. */
function asPublic(row: AssignmentChange): AssignmentChange {
  return { ...row, resellerId: '', applicationId: '', holder: { ...row.holder, name: row.publicName } };
}

/** What befell the number itself; what reviewers did on the way (first approvals, fraud reasons) stays inside. */
function forApplicant(event: EventRow): EventRow[] {
  if (!event.type.startsWith('number.')) return [];
  const shown = (state: EventRow['after']) => (state?.['status'] === undefined ? null : { status: state['status'] });
  return [{ ...event, reason: null, before: shown(event.before), after: shown(event.after) }];
}

function momentsOf(query: z.output<typeof schemas.historyQuery>, zone: string): Record<'at' | 'knownAt', Date | null> {
  const instant = (given: string | undefined) => (given === undefined ? null : instantOf(given, zone));
  return { at: instant(query.at), knownAt: instant(query.knownAt) };
}

/** A day means its last moment in the business zone: whoever held the number then. */
function instantOf(at: string, zone: string): Date {
  return at.length === 10 ? DateTime.fromISO(at, { zone }).endOf('day').toJSDate() : new Date(at);
}

export function resellerCaller(principal: Principal | null): Principal & { readonly resellerId: string } {
  if (principal === null || !isReseller(principal)) throw new DomainError('FORBIDDEN');
  return principal;
}

/** A spare number may remember nobody, but a reseller never sees whose a number is unless its own. */
function hideOthers<Row extends { resellerId: string | null; applicationId: string | null }>(
  caller: Principal,
  row: Row,
): Row {
  return isReseller(caller) && row.resellerId !== caller.resellerId
    ? { ...row, resellerId: null, applicationId: null }
    : row;
}
