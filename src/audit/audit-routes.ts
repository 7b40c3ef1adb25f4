import { requireWholeView } from '../accounts/require-whole-view.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { allAccesses, searchAccesses } from '../documents/access-queries.js';
import { allEvents, searchEvents } from '../events/event-search.js';
import { toPage } from '../http/page.js';
import { callerOf, route, type Route } from '../http/route.js';
import { inTransaction } from '../platform/mongo.js';
import { accessLines, ACCESS_COLUMNS, EVENT_COLUMNS, eventLines } from './audit-lines.js';
import * as schemas from './audit-schemas.js';
import { toAccessSearch, toEventSearch } from './audit-search.js';
import { namesOf, viewAccess, viewEvent } from './audit-view.js';
import { sendCsv } from './send-csv.js';

/** What changed, by whom and why; and who looked at personal data. */
export function auditRoutes(deps: Deps): Route[] {
  const shared = { method: 'get', tag: 'audit', access: 'audit.read' } as const;
  return [
    route({
      ...shared,
      path: '/events',
      operation: 'searchEvents',
      summary: 'Every change, newest first: what, by whom, why, and how it was before',
      query: schemas.eventQuery,
      replies: { 200: schemas.auditEventList },
      errors: ['VALIDATION_FAILED'],
      handle: async (input) => {
        requireWholeView(callerOf(input));
        const rows = await searchEvents(deps, await toEventSearch(deps, input.query), input.query);
        const names = await namesOf(deps, rows);
        return { status: 200, body: toPage(rows, input.query, (row) => viewEvent(row, names)) };
      },
    }),
    route({
      ...shared,
      path: '/events/export.csv',
      operation: 'exportEvents',
      summary: 'The same as a CSV file, oldest first; that it was taken is a change of its own',
      query: schemas.eventExportQuery,
      replies: { 200: null },
      errors: ['VALIDATION_FAILED'],
      handle: async (input) => {
        const principal = callerOf(input);
        requireWholeView(principal);
        const search = await toEventSearch(deps, input.query);
        await noteExport(deps, principal, 'events', input.query);
        const lines = eventLines(deps, allEvents(deps, search));
        return sendCsv(deps, input.response, { name: 'events.csv', columns: EVENT_COLUMNS, lines });
      },
    }),
    route({
      ...shared,
      path: '/accesses',
      operation: 'searchAccesses',
      summary: 'Who looked at personal data, when and why, newest first; names of fields, never values',
      query: schemas.accessQuery,
      replies: { 200: schemas.accessList },
      errors: ['VALIDATION_FAILED'],
      handle: async (input) => {
        requireWholeView(callerOf(input));
        const rows = await searchAccesses(deps, await toAccessSearch(deps, input.query), input.query);
        const names = await namesOf(deps, rows);
        return { status: 200, body: toPage(rows, input.query, (row) => viewAccess(row, names)) };
      },
    }),
    route({
      ...shared,
      path: '/accesses/export.csv',
      operation: 'exportAccesses',
      summary: 'The same as a CSV file, oldest first; that it was taken is a change of its own',
      query: schemas.accessExportQuery,
      replies: { 200: null },
      errors: ['VALIDATION_FAILED'],
      handle: async (input) => {
        const principal = callerOf(input);
        requireWholeView(principal);
        const search = await toAccessSearch(deps, input.query);
        await noteExport(deps, principal, 'accesses', input.query);
        const lines = accessLines(deps, allAccesses(deps, search));
        return sendCsv(deps, input.response, { name: 'accesses.csv', columns: ACCESS_COLUMNS, lines });
      },
    }),
  ];
}

/** Who took the audit with them, and which part of it. */
async function noteExport(deps: Deps, principal: Principal, what: string, filter: object): Promise<void> {
  await inTransaction(deps.db, () =>
    recordEvent(deps, {
      type: 'audit.exported',
      subjects: [{ kind: 'log', id: what }],
      actor: actorOf(principal),
      resellerId: null,
      after: { what, filter: { ...filter } },
      version: 0,
    }),
  );
}
