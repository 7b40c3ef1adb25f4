import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { displayReceipt } from '../domain/complaint.js';
import { Decoder } from '../documents/decoder.js';
import { etagOf, expectedVersion } from '../http/if-match.js';
import { languageOf } from '../http/problem.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams } from '../http/schemas.js';
import { findResellerForCaller } from '../resellers/reseller-queries.js';
import { createIntake } from './complaint-intake.js';
import { findByReceipt } from './complaint-queries.js';
import * as schemas from './complaint-schemas.js';
import { scorecards } from './complaint-score.js';
import { receiptUrl, viewFollowed } from './complaint-view.js';
import { eraseOnRequest } from './forget-complaints.js';
import { addScreenshots } from './handle-complaint.js';
import { receiveScreenshots } from './receive-screenshots.js';
import { createRedress, redressTable, replaceRedressTable } from './redress-table.js';
import { decodeScreenshots } from './screenshots.js';

/** What the public does about complaints, and what a reseller learns of them: counts. */
export function complaintRoutes(deps: Deps, decoder: Pick<Decoder, 'decode'> = new Decoder()): Route[] {
  const take = createIntake(deps);
  const redressFor = createRedress(deps);
  return [
    route({
      method: 'post',
      path: '/complaints',
      operation: 'complain',
      tag: 'complaints',
      access: 'public',
      summary: 'Complains about a number; changes nothing publicly by itself',
      body: schemas.complaintBody,
      replies: { 201: schemas.complaintReceipt },
      errors: ['VALIDATION_FAILED', 'NUMBER_MALFORMED', 'RATE_LIMITED'],
      handle: async ({ body, request }) => {
        const language = languageOf(request);
        const { row, receipt } = await take({ request, body, language });
        const { carrier, province } = row;
        return {
          status: 201,
          body: {
            id: row._id.toHexString(),
            receipt: displayReceipt(receipt),
            receiptUrl: receiptUrl(deps, receipt),
            routes: await redressFor({ carrier, province, scam: row.category === 'scam', language }),
          },
        };
      },
    }),
    route({
      method: 'get',
      path: '/complaints/receipts/:receipt',
      operation: 'followComplaint',
      tag: 'complaints',
      access: 'public',
      summary: 'How far a complaint is, for who has its receipt',
      params: schemas.receiptParams,
      replies: { 200: schemas.followedComplaint },
      errors: ['NOT_FOUND'],
      handle: async ({ params }) => ({
        status: 200,
        body: viewFollowed(deps, await findByReceipt(deps, params.receipt)),
      }),
    }),
    route({
      method: 'delete',
      path: '/complaints/receipts/:receipt',
      operation: 'eraseComplaint',
      tag: 'complaints',
      access: 'public',
      summary: 'Erases what was told and the pictures, for who has the receipt; an open complaint ends as withdrawn',
      params: schemas.receiptParams,
      replies: { 200: schemas.followedComplaint },
      errors: ['NOT_FOUND', 'CONFLICT'],
      handle: async ({ params }) => {
        await eraseOnRequest(deps, await findByReceipt(deps, params.receipt));
        return { status: 200, body: viewFollowed(deps, await findByReceipt(deps, params.receipt)) };
      },
    }),
    route({
      method: 'post',
      path: '/complaints/receipts/:receipt/screenshots',
      operation: 'addScreenshots',
      tag: 'complaints',
      access: 'public',
      summary: 'Adds pictures under `screenshots`, up to five in all, 10 MiB each',
      params: schemas.receiptParams,
      multipart: true,
      replies: { 201: schemas.screenshotsReply },
      errors: [
        'NOT_FOUND',
        'UNSUPPORTED_MEDIA_TYPE',
        'FILE_MISSING',
        'FILE_TOO_LARGE',
        'FILE_TYPE_UNSUPPORTED',
        'FILE_CORRUPT',
        'TOO_MANY_PIXELS',
        'TOO_MANY_SCREENSHOTS',
        'WRONG_STATE',
        'CONFLICT',
        'STORAGE_FULL',
      ],
      handle: async ({ params, request, response }) => {
        const row = await findByReceipt(deps, params.receipt);
        const { screenshots } = await receiveScreenshots(request, response, async (files) =>
          addScreenshots(deps, row, await decodeScreenshots(decoder, files)),
        );
        return { status: 201, body: { screenshots: screenshots.length } };
      },
    }),
    route({
      method: 'get',
      path: '/redress',
      operation: 'getRedressTable',
      tag: 'complaints',
      access: 'public',
      summary: 'Where else to turn to with a complaint',
      replies: { 200: schemas.redressReply },
      errors: [],
      handle: async () => {
        const { items, version } = await redressTable(deps);
        return { status: 200, body: { items, version }, headers: etagOf({ version }) };
      },
    }),
    route({
      method: 'patch',
      path: '/redress',
      operation: 'replaceRedressTable',
      tag: 'complaints',
      access: 'redress.manage',
      summary: 'Replaces the table of where else to turn to',
      body: schemas.redressBody,
      replies: { 200: schemas.redressReply },
      errors: ['VALIDATION_FAILED', 'STALE'],
      handle: async (input) => {
        const expected = expectedVersion(input.request) ?? (await redressTable(deps)).version;
        const { items, version } = await replaceRedressTable(deps, callerOf(input), input.body.items, expected);
        return { status: 200, body: { items, version }, headers: etagOf({ version }) };
      },
    }),
    route({
      method: 'get',
      path: '/resellers/:id/complaint-score',
      operation: 'getComplaintScore',
      tag: 'complaints',
      access: 'reseller.read_one',
      summary: 'One line about a reseller: complaints of this month beside twelve months, counts only',
      params: idParams,
      replies: { 200: schemas.scoreLine },
      errors: ['NOT_FOUND'],
      load: ({ id }, principal: Principal) => findResellerForCaller(deps, principal, id),
      handle: async ({ params }) => {
        const [card] = await scorecards(deps, { months: 12, resellerId: params.id });
        const month = card?.months.at(-1);
        if (card === undefined || month === undefined) throw new TypeError('a score without months');
        return { status: 200, body: { month, year: card } };
      },
    }),
  ];
}
