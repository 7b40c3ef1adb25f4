import { z } from 'zod';
import type { Deps } from '../deps.js';
import { logAccess } from '../documents/access-log.js';
import { UploadSlots } from '../documents/upload-slots.js';
import { parse } from '../http/mount.js';
import { formReader } from '../http/multipart.js';
import { toPage } from '../http/page.js';
import { languageOf } from '../http/problem.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import { refusingSheets } from '../operations/refuse-sheet.js';
import { findBulk, itemsOf, latestBulks } from './bulk-queries.js';
import * as schemas from './bulk-schemas.js';
import { bulkErrors, bulkTemplate } from './bulk-sheets.js';
import { viewBulk, viewBulkItem } from './bulk-view.js';
import { checkSheet } from './check-sheet.js';
import { startBulk } from './start-bulk.js';
import { takePapers } from './take-papers.js';

const SHEET_BYTES = 5 * 1024 * 1024;
const ARCHIVE_BYTES = 200 * 1024 * 1024;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const access = 'bulk.submit' as const;
const tag = 'applications';

/** One archive in memory at a time; the next few wait. */
const slots = new UploadSlots(1, 4);

/** Many applications at once: a sheet, an archive of papers, and only then anything is created. */
export function bulkRoutes(deps: Deps): Route[] {
  const readSheetForm = formReader(SHEET_BYTES);
  const readArchiveForm = formReader(ARCHIVE_BYTES);
  const load = ({ id }: { id: string }, principal: Parameters<typeof findBulk>[1]) => findBulk(deps, principal, id);
  return [
    route({
      method: 'get',
      path: '/bulks/template.xlsx',
      operation: 'getBulkTemplate',
      tag,
      access,
      summary: 'The sheet to fill in, one row an application; its cells are text, so that no program alters long codes',
      replies: { 200: null },
      errors: [],
      handle: async ({ response }) => {
        response
          .status(200)
          .set({ 'Content-Type': XLSX })
          .send(await bulkTemplate());
        return null;
      },
    }),
    route({
      method: 'post',
      path: '/bulks',
      operation: 'checkBulk',
      tag,
      access,
      summary: 'Reads a filled-in template (XLSX or CSV, at most 500 rows) and judges every row; creates nothing',
      body: schemas.bulkFile,
      multipart: true,
      replies: { 201: schemas.bulkView },
      errors: ['UNSUPPORTED_MEDIA_TYPE', 'FILE_MISSING', 'FILE_TOO_LARGE', 'SHEET_REFUSED'],
      handle: async (input) => {
        const form = await readSheetForm(input.request, input.response);
        parse(z.strictObject({}), form.fields);
        const row = await refusingSheets(() => checkSheet(deps, callerOf(input), form.file()));
        return { status: 201, body: await viewBulk(deps, row) };
      },
    }),
    route({
      method: 'get',
      path: '/bulks',
      operation: 'listBulks',
      tag,
      access,
      summary: 'The own bulk submissions, newest first; a sheet is kept for seven days',
      query: schemas.bulkQuery,
      replies: { 200: schemas.bulkList },
      errors: [],
      handle: async (input) => {
        const rows = await latestBulks(deps, callerOf(input), input.query);
        const { items, nextCursor } = toPage(rows, input.query, (row) => row);
        return { status: 200, body: { items: await Promise.all(items.map((row) => viewBulk(deps, row))), nextCursor } };
      },
    }),
    route({
      method: 'get',
      path: '/bulks/:id',
      operation: 'getBulk',
      tag,
      access,
      summary: 'One bulk submission and how far it is',
      params: idParams,
      replies: { 200: schemas.bulkView },
      errors: ['NOT_FOUND'],
      load,
      handle: async ({ subject }) => ({ status: 200, body: await viewBulk(deps, subject) }),
    }),
    route({
      method: 'get',
      path: '/bulks/:id/items',
      operation: 'listBulkItems',
      tag,
      access,
      summary: 'Every row of the sheet: what is wrong with it, or its application',
      params: idParams,
      replies: { 200: schemas.bulkItems },
      errors: ['NOT_FOUND'],
      load,
      handle: async ({ subject, request }) => {
        const items = await itemsOf(deps, subject._id.toHexString());
        const language = languageOf(request);
        return { status: 200, body: { items: items.map((item) => viewBulkItem(deps, item, language)) } };
      },
    }),
    route({
      method: 'post',
      path: '/bulks/:id/papers',
      operation: 'addBulkPapers',
      tag,
      access,
      summary:
        'The papers as a ZIP (at most 200 MiB): one folder a row, named as in the column 材料文件夹 or by the number; files named by what they are (营业执照.jpg, 法人身份证人像面.jpg …)',
      params: idParams,
      body: schemas.bulkFile,
      multipart: true,
      replies: { 200: schemas.bulkView },
      errors: [
        'NOT_FOUND',
        'UNSUPPORTED_MEDIA_TYPE',
        'FILE_MISSING',
        'FILE_TOO_LARGE',
        'ARCHIVE_REFUSED',
        'WRONG_STATE',
        'RATE_LIMITED',
      ],
      load,
      handle: async (input) =>
        slots.run(async () => {
          const form = await readArchiveForm(input.request, input.response);
          parse(z.strictObject({}), form.fields);
          return { status: 200, body: await viewBulk(deps, await takePapers(deps, input.subject, form.file())) };
        }),
    }),
    route({
      method: 'post',
      path: '/bulks/:id/run',
      operation: 'runBulk',
      tag,
      access,
      summary: 'Submits every good row, one after the other; a worker goes on with it whatever crashes',
      params: idParams,
      replies: { 202: schemas.bulkView },
      errors: ['NOT_FOUND', 'WRONG_STATE'],
      load,
      handle: async ({ subject }) => ({ status: 202, body: await viewBulk(deps, await startBulk(deps, subject)) }),
    }),
    route({
      method: 'get',
      path: '/bulks/:id/errors.xlsx',
      operation: 'getBulkErrors',
      tag,
      access,
      summary:
        'The rows that did not go through, as they stood in the sheet, with a column 错误说明; the view is logged',
      params: idParams,
      replies: { 200: null },
      errors: ['NOT_FOUND'],
      load,
      handle: async (input) => {
        const bytes = await bulkErrors(deps, input.subject);
        await logAccess(deps, {
          principal: callerOf(input),
          purpose: 'bulk_errors',
          subject: { kind: 'bulk', id: input.params.id },
          fields: ['cells'],
        });
        input.response.status(200).set({ 'Cache-Control': 'private, no-store', 'Content-Type': XLSX }).send(bytes);
        return null;
      },
    }),
  ];
}
