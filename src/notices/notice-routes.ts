import type { z } from 'zod';
import type { Deps } from '../deps.js';
import { languageOf } from '../http/problem.js';
import { toPage } from '../http/page.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import type { Principal } from '../accounts/principal.js';
import { markPosted } from './mark-posted.js';
import type { NoticeRow } from './notice-model.js';
import { findInBox, findLetter, listBox, listLetters } from './notice-queries.js';
import { boxQuery, letterList, letterView, noticeList, noticeView } from './notice-schemas.js';
import { renderNotice } from './notice-texts.js';
import { readNotice } from './read-notice.js';
import { openNotice } from './send-notice.js';
import { sendLetter } from './send-letter.js';

const LETTERS = 200;

export function noticeRoutes(deps: Deps): Route[] {
  const view = (row: NoticeRow, caller: Principal, language: 'zh' | 'en'): z.input<typeof noticeView> => ({
    id: row._id.toHexString(),
    template: row.template,
    ...renderNotice(row.template, language, openNotice(deps, row).params),
    on: row.createdAt.toISOString(),
    read: row.readBy.includes(caller.actorId),
  });
  return [
    route({
      method: 'get',
      path: '/notices',
      operation: 'listNotices',
      tag: 'notices',
      access: 'notice.read',
      summary: 'What the caller and its organisation were told, newest first',
      query: boxQuery,
      replies: { 200: noticeList },
      errors: [],
      handle: async (input) => {
        const caller = callerOf(input);
        const language = languageOf(input.request);
        const rows = await listBox(deps, caller, input.query);
        return { status: 200, body: toPage(rows, input.query, (row) => view(row, caller, language)) };
      },
    }),
    route({
      method: 'post',
      path: '/notices/:id/read',
      operation: 'readNotice',
      tag: 'notices',
      access: 'notice.read',
      summary: 'Marks a notice as read by the caller',
      params: idParams,
      replies: { 200: noticeView },
      errors: ['NOT_FOUND'],
      load: ({ id }, principal) => findInBox(deps, principal, id),
      handle: async (input) => {
        const caller = callerOf(input);
        const row = await readNotice(deps, caller, input.subject);
        return { status: 200, body: view(row, caller, languageOf(input.request)) };
      },
    }),
    route({
      method: 'get',
      path: '/letters',
      operation: 'listLetters',
      tag: 'notices',
      access: 'letter.print',
      summary: 'Letters to print and post, oldest first',
      replies: { 200: letterList },
      errors: [],
      handle: async () => ({ status: 200, body: { items: (await listLetters(deps, LETTERS)).map(viewLetter) } }),
    }),
    route({
      method: 'get',
      path: '/letters/:id.pdf',
      operation: 'printLetter',
      tag: 'notices',
      access: 'letter.print',
      summary: 'A letter as PDF with a QR code; the address is shown, so the view is logged',
      params: idParams,
      replies: { 200: null },
      errors: ['NOT_FOUND', 'VALIDATION_FAILED'],
      handle: async (input) =>
        sendLetter(deps, callerOf(input), await findLetter(deps, input.params.id), input.response),
    }),
    route({
      method: 'post',
      path: '/letters/:id/posted',
      operation: 'markLetterPosted',
      tag: 'notices',
      access: 'letter.print',
      summary: 'Says that a letter was posted',
      params: idParams,
      replies: { 200: letterView },
      errors: ['NOT_FOUND', 'WRONG_STATE'],
      handle: async (input) => ({
        status: 200,
        body: viewLetter(await markPosted(deps, callerOf(input), await findLetter(deps, input.params.id))),
      }),
    }),
  ];
}

function viewLetter({ _id, template, recipient, createdAt }: NoticeRow): z.input<typeof letterView> {
  return { id: _id.toHexString(), template, recipient, createdAt: createdAt.toISOString() };
}
