import { z } from 'zod';
import { scopeOf } from '../accounts/scope.js';
import type { Deps } from '../deps.js';
import { actorOf } from '../events/record-event.js';
import { parse } from '../http/mount.js';
import { formReader } from '../http/multipart.js';
import { callerOf, route, type Route } from '../http/route.js';
import { acceptFile } from './acceptance/accept-file.js';
import { refusingSheets } from './refuse-sheet.js';

const MAX_BYTES = 5 * 1024 * 1024;

const results = z.object({
  accepted: z.number().int(),
  refused: z.number().int(),
  rows: z.array(
    z.object({
      row: z.number().int(),
      status: z.enum(['accepted', 'refused']),
      applicationId: z.string().nullable(),
      code: z.string().nullable(),
      message: z.string().nullable(),
    }),
  ),
});

export function acceptanceFileRoutes(deps: Deps): Route[] {
  const readForm = formReader(MAX_BYTES);
  return [
    route({
      method: 'post',
      path: '/acceptances/imports',
      operation: 'importAcceptances',
      tag: 'operations',
      access: 'review.accept',
      summary:
        'Acceptances from the carrier’s own file (号码 受理单号 营业厅 受理员 受理日期): each row answers for itself',
      body: z.strictObject({ file: z.string().meta({ format: 'binary' }) }),
      multipart: true,
      replies: { 200: results },
      errors: ['UNSUPPORTED_MEDIA_TYPE', 'FILE_MISSING', 'FILE_TOO_LARGE', 'SHEET_REFUSED'],
      handle: async (input) => {
        const form = await readForm(input.request, input.response);
        parse(z.strictObject({}), form.fields);
        const caller = callerOf(input);
        const doer = { actor: actorOf(caller), scope: scopeOf(caller) };
        const rows = await refusingSheets(() => acceptFile(deps, doer, form.file()));
        const accepted = rows.filter(({ status }) => status === 'accepted').length;
        return { status: 200, body: { accepted, refused: rows.length - accepted, rows } };
      },
    }),
  ];
}
