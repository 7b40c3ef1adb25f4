import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { logAccess } from '../documents/access-log.js';
import { renderPage } from '../documents/render-page.js';
import { toPage } from '../http/page.js';
import { callerOf, route, type Route, type RouteReply } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import type { ComplaintRow } from './complaint-model.js';
import { findComplaint, listComplaints } from './complaint-queries.js';
import * as schemas from './complaint-schemas.js';
import { scorecards } from './complaint-score.js';
import { viewComplaint, viewComplaintInFull } from './complaint-view.js';
import { answerComplaint, assignComplaint, closeComplaint, reopenComplaint } from './handle-complaint.js';
import { openScreenshot } from './screenshots.js';

/** The carrier's desk for complaints. */
export function complaintDeskRoutes(deps: Deps): Route[] {
  const load = ({ id }: { id: string }, principal: Principal) => findComplaint(deps, principal, id);
  const act = { tag: 'complaints', access: 'complaint.handle', params: idParams, load } as const;
  const replies = { 200: schemas.complaintView };
  const errors = ['NOT_FOUND', 'VALIDATION_FAILED', 'STALE', 'WRONG_STATE', 'CONFLICT'] as const;
  const moved = (row: ComplaintRow): RouteReply => ({ status: 200, body: viewComplaint(row) });
  return [
    route({
      method: 'get',
      path: '/complaints',
      operation: 'listComplaints',
      tag: 'complaints',
      access: 'complaint.read',
      summary: 'Complaints, newest first, without what complainants told',
      query: schemas.complaintQuery,
      replies: { 200: schemas.complaintList },
      errors: ['VALIDATION_FAILED'],
      handle: async (input) => {
        const rows = await listComplaints(deps, callerOf(input), input.query);
        return { status: 200, body: toPage(rows, input.query, viewComplaint) };
      },
    }),
    route({
      method: 'get',
      path: '/complaints/scorecards',
      operation: 'listScorecards',
      tag: 'complaints',
      access: 'complaint.read',
      summary: 'Complaints by reseller, category and month',
      query: schemas.scoreQuery,
      replies: { 200: schemas.scorecardList },
      errors: ['VALIDATION_FAILED'],
      handle: async ({ query }) => ({ status: 200, body: { items: await scorecards(deps, query) } }),
    }),
    route({
      method: 'get',
      path: '/complaints/:id',
      operation: 'getComplaint',
      tag: 'complaints',
      access: 'complaint.read',
      summary: 'One complaint in full; every reading is logged',
      params: idParams,
      load,
      replies: { 200: schemas.complaintInFull },
      errors: ['NOT_FOUND'],
      handle: async (input) => {
        await logAccess(deps, {
          principal: callerOf(input),
          purpose: 'complaint',
          subject: { kind: 'complaint', id: input.params.id },
          fields: ['description', 'contact', 'call', 'amountLost', 'answers'],
        });
        return { status: 200, body: viewComplaintInFull(deps, input.subject) };
      },
    }),
    route({
      method: 'get',
      path: '/complaints/:id/screenshots/:n.webp',
      operation: 'getScreenshot',
      tag: 'complaints',
      access: 'complaint.read',
      summary: 'A screenshot (WebP) with the copy mark; every view is logged',
      params: schemas.screenshotParams,
      load,
      replies: { 200: null },
      errors: ['NOT_FOUND'],
      handle: async (input) => {
        const { n } = input.params;
        const principal = callerOf(input);
        const picture = await openScreenshot(deps, input.subject, n);
        const date = businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
        const page = await renderPage(picture, { date, viewer: principal.actorId });
        const subject = { kind: 'complaint', id: input.params.id } as const;
        await logAccess(deps, { principal, purpose: 'complaint', subject, fields: [`screenshot ${n}`] });
        input.response.set({ 'Cache-Control': 'private, no-store', 'Content-Type': 'image/webp' }).send(page);
        return null;
      },
    }),
    route({
      ...act,
      method: 'post',
      path: '/complaints/:id/assign',
      operation: 'assignComplaint',
      summary: 'Gives a complaint to somebody, by default to oneself',
      body: schemas.assignBody,
      replies,
      errors,
      handle: async (input) => moved(await assignComplaint(deps, callerOf(input), input.subject, input.body.userId)),
    }),
    route({
      ...act,
      method: 'post',
      path: '/complaints/:id/answers',
      operation: 'answerComplaint',
      summary: 'Tells the complainant something; it shows at the receipt',
      body: schemas.answerBody,
      replies,
      errors,
      handle: async (input) => moved(await answerComplaint(deps, callerOf(input), input.subject, input.body.text)),
    }),
    route({
      ...act,
      method: 'post',
      path: '/complaints/:id/close',
      operation: 'closeComplaint',
      summary: 'Ends a complaint with an outcome and a last answer',
      body: schemas.closeBody,
      replies,
      errors,
      handle: async (input) => moved(await closeComplaint(deps, callerOf(input), input.subject, input.body)),
    }),
    route({
      ...act,
      method: 'post',
      path: '/complaints/:id/reopen',
      operation: 'reopenComplaint',
      summary: 'Takes a closed complaint up again',
      body: schemas.reopenBody,
      replies,
      errors,
      handle: async (input) => moved(await reopenComplaint(deps, callerOf(input), input.subject)),
    }),
  ];
}
