import { logAccess } from '../documents/access-log.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf } from '../events/record-event.js';
import { parse } from '../http/mount.js';
import { formReader } from '../http/multipart.js';
import { toPage } from '../http/page.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import { errorSheet } from './import/error-sheet.js';
import { moveOperation } from './move-operation.js';
import { findOperation, latestOperations, listItems } from './operation-queries.js';
import * as schemas from './operation-schemas.js';
import { viewItem, viewOperation } from './operation-view.js';
import { planImport } from './plan-import.js';
import { refusingSheets } from './refuse-sheet.js';

const MAX_BYTES = 20 * 1024 * 1024;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Bulk operations: planned here, done by a worker (workers/operator.ts). */
export function operationRoutes(deps: Deps): Route[] {
  const readForm = formReader(MAX_BYTES);
  return [
    route({
      method: 'post',
      path: '/operations/imports',
      operation: 'planImport',
      tag: 'operations',
      access: 'operation.manage',
      summary: 'Reads an existing register (XLSX or CSV) and answers what importing it would do; changes nothing yet',
      body: schemas.importBody,
      multipart: true,
      replies: { 201: schemas.operationView },
      errors: ['UNSUPPORTED_MEDIA_TYPE', 'FILE_MISSING', 'FILE_TOO_LARGE', 'SHEET_REFUSED'],
      handle: async (input) => {
        const form = await readForm(input.request, input.response);
        const { reason, campaignDays, headings } = parse(schemas.importFields, form.fields);
        const bytes = form.file();
        const author = actorOf(callerOf(input));
        const row = await refusingSheets(() => planImport(deps, { bytes, author, reason, campaignDays, headings }));
        return { status: 201, body: await viewOperation(deps, row) };
      },
    }),
    route({
      method: 'get',
      path: '/operations',
      operation: 'listOperations',
      tag: 'operations',
      access: 'operation.manage',
      summary: 'Bulk operations, newest first',
      query: schemas.operationQuery,
      replies: { 200: schemas.operationList },
      errors: [],
      handle: async ({ query }) => {
        const rows = await latestOperations(deps, query);
        const { items, nextCursor } = toPage(rows, query, (row) => row);
        return {
          status: 200,
          body: { items: await Promise.all(items.map((row) => viewOperation(deps, row))), nextCursor },
        };
      },
    }),
    route({
      method: 'get',
      path: '/operations/:id',
      operation: 'getOperation',
      tag: 'operations',
      access: 'operation.manage',
      summary: 'One operation and how far it is',
      params: idParams,
      replies: { 200: schemas.operationView },
      errors: ['NOT_FOUND'],
      handle: async ({ params }) => ({
        status: 200,
        body: await viewOperation(deps, await findOperation(deps, params.id)),
      }),
    }),
    route({
      method: 'get',
      path: '/operations/:id/items',
      operation: 'listOperationItems',
      tag: 'operations',
      access: 'operation.manage',
      summary: 'Everyone affected, in the order of the file',
      params: idParams,
      query: schemas.itemQuery,
      replies: { 200: schemas.itemList },
      errors: ['NOT_FOUND'],
      handle: async ({ params, query }) => {
        await findOperation(deps, params.id);
        const rows = await listItems(deps, params.id, { ...query, after: rowOf(query.cursor) });
        const items = rows.slice(0, query.limit);
        const last = items.at(-1);
        const more = rows.length > items.length && last !== undefined;
        const nextCursor = more ? Buffer.from(String(last.row)).toString('base64url') : null;
        return { status: 200, body: { items: items.map(viewItem), nextCursor } };
      },
    }),
    route({
      method: 'get',
      path: '/operations/:id/errors.xlsx',
      operation: 'getImportErrors',
      tag: 'operations',
      access: 'operation.manage',
      summary:
        'The refused rows as they stood in the file, with a column 错误说明; shows people, so the view is logged',
      params: idParams,
      replies: { 200: null },
      errors: ['NOT_FOUND'],
      handle: async (input) => {
        const { response, params } = input;
        const bytes = await errorSheet(deps, await findOperation(deps, params.id));
        await logAccess(deps, {
          principal: callerOf(input),
          purpose: 'import_errors',
          subject: { kind: 'operation', id: params.id },
          fields: ['cells'],
        });
        response.status(200).set({ 'Cache-Control': 'private, no-store', 'Content-Type': XLSX }).send(bytes);
        return null;
      },
    }),
    ...(['run', 'cancel', 'undo'] as const).map((act) =>
      route({
        method: 'post',
        path: `/operations/:id/${act}`,
        operation: `${act}Operation`,
        tag: 'operations',
        access: 'operation.manage',
        summary: SUMMARIES[act],
        params: idParams,
        body: schemas.reasonBody,
        replies: { 202: schemas.operationView },
        errors: ['NOT_FOUND', 'WRONG_STATE'],
        handle: async (input) => {
          const operation = await findOperation(deps, input.params.id);
          const by = { actor: actorOf(callerOf(input)), reason: input.body.reason };
          const row = await moveOperation(deps, operation, TARGETS[act], by);
          return { status: 202, body: await viewOperation(deps, row) };
        },
      }),
    ),
  ];
}

const TARGETS = { run: 'running', cancel: 'cancelled', undo: 'undoing' } as const;
const SUMMARIES = {
  run: 'Does what was planned; a worker goes on with it until it is done, whatever crashes',
  cancel: 'Gives a planned operation up',
  undo: 'Takes everything back that was not touched since',
} as const;

/** @throws DomainError VALIDATION_FAILED for a cursor not of ours */
function rowOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const text = Buffer.from(cursor, 'base64url').toString();
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new DomainError('VALIDATION_FAILED', {
    errors: [{ path: 'cursor', code: 'CURSOR_INVALID', message: 'not a cursor of this list' }],
  });
}
