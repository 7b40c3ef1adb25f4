import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { newSecret } from '../accounts/secret.js';
import type { Deps } from '../deps.js';
import { Decoder } from '../documents/decoder.js';
import { businessToday } from '../domain/business-calendar.js';
import { displayReceipt, normaliseReceipt } from '../domain/complaint.js';
import { DomainError, ERROR_CATALOGUE } from '../domain/errors.js';
import { findNumbers, normaliseNumber } from '../domain/number-400.js';
import { createRateLimit } from '../http/rate-limit.js';
import { bodyOf, linkTo, visitorOf, type Visitor } from '../lookup/pages/visitor.js';
import { pageError, sendPage } from '../lookup/pages/send-page.js';
import { createIntake, type Intake } from './complaint-intake.js';
import type { ComplaintRow } from './complaint-model.js';
import { findByReceipt } from './complaint-queries.js';
import { complaintBody } from './complaint-schemas.js';
import { eraseOnRequest } from './forget-complaints.js';
import { complaintForm, type Fault } from './pages/complaint-form.js';
import { noReceiptPage, receiptPage } from './pages/receipt-page.js';
import { receiveScreenshots } from './receive-screenshots.js';
import { createRedress } from './redress-table.js';
import { decodeScreenshots } from './screenshots.js';
import { openAnswers } from './told.js';

const OWN = { own: true };
const FIELDS = [
  'number',
  'category',
  'description',
  'contact',
  'amountLost',
  'on',
  'time',
  'direction',
  'nonce',
] as const;
const typedSchema = z.object(
  Object.fromEntries(FIELDS.map((name) => [name, z.string().max(10_000).default('').catch('')])) as Record<
    (typeof FIELDS)[number],
    z.ZodCatch<z.ZodDefault<z.ZodString>>
  >,
);
type Typed = z.output<typeof typedSchema>;

/** Form and receipt, outside the API's prefix, without script. */
export function createComplaintPages(deps: Deps, decoder: Pick<Decoder, 'decode'> = new Decoder()): Router {
  const router = express.Router();
  const limit = createRateLimit(deps);
  const take = createIntake(deps);
  const redressFor = createRedress(deps);
  const today = () => businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
  const form = (typed: Partial<Typed>, faults: readonly Fault[], trouble: string | null) => ({
    typed,
    faults,
    trouble,
    nonce: typed.nonce === undefined || typed.nonce === '' ? newSecret() : typed.nonce,
    today: today(),
  });
  router.get('/complaints', (request, response) => {
    response.locals['route'] = '/complaints';
    const { number } = typedSchema.parse(request.query);
    sendPage(response, 200, complaintForm(visitorOf(request, response), form({ number }, [], null)), OWN);
  });
  router.post('/complaints', async (request, response) => {
    response.locals['route'] = '/complaints';
    await limit(request.ip, null);
    await receive(request, response);
  });
  router.post('/complaints/follow', express.urlencoded({ extended: false, limit: '5kb' }), (request, response) => {
    response.locals['route'] = '/complaints/follow';
    const visitor = visitorOf(request, response);
    const written = bodyOf(request)['receipt'];
    const receipt = typeof written === 'string' ? normaliseReceipt(written) : null;
    if (receipt === null) sendPage(response, 404, noReceiptPage(visitor));
    else response.redirect(303, linkTo(visitor, `/complaints/${displayReceipt(receipt)}`));
  });
  router.get('/complaints/:receipt', async (request, response) => {
    response.locals['route'] = '/complaints/:receipt';
    await limit(request.ip, null);
    const visitor = visitorOf(request, response);
    const row = await findByReceipt(deps, request.params.receipt).catch(notFoundAsNull);
    if (row === null) sendPage(response, 404, noReceiptPage(visitor));
    else await show(visitor, response, row, request.params.receipt, request.query['new'] !== undefined);
  });
  router.post('/complaints/:receipt/erase', async (request, response) => {
    response.locals['route'] = '/complaints/:receipt/erase';
    await limit(request.ip, null);
    const visitor = visitorOf(request, response);
    const row = await findByReceipt(deps, request.params.receipt).catch(notFoundAsNull);
    if (row === null) {
      sendPage(response, 404, noReceiptPage(visitor));
      return;
    }
    await eraseOnRequest(deps, row);
    response.redirect(
      303,
      linkTo(visitor, `/complaints/${displayReceipt(normaliseReceipt(request.params.receipt) ?? '')}`),
    );
  });
  router.use(pageError(deps));
  return router;

  async function receive(request: Request, response: Response): Promise<void> {
    try {
      await receiveScreenshots(request, response, (files) => answer(files, take, request, response));
    } catch (error) {
      // Too large, too many, not a picture: the form again, with what was typed.
      if (!(error instanceof DomainError) || error.status >= 500 || error.status === 429) throw error;
      const visitor = visitorOf(request, response);
      const trouble = ERROR_CATALOGUE[error.code][visitor.language];
      sendPage(response, error.status, complaintForm(visitor, form(typedSchema.parse(bodyOf(request)), [], trouble)));
    }
  }

  async function answer(files: readonly Buffer[], intake: Intake, request: Request, response: Response): Promise<void> {
    const typed = typedSchema.parse(bodyOf(request));
    const visitor = visitorOf(request, response);
    const parsed = complaintBody.safeParse(bodyOfForm(typed));
    const inFuture = typed.on > today();
    if (!parsed.success || inFuture) {
      const faults = faultsOf(parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0])));
      const all = inFuture && !faults.includes('call') ? [...faults, 'call' as const] : faults;
      sendPage(response, 422, complaintForm(visitor, form(typed, all, null)));
      return;
    }
    const screenshots = await decodeScreenshots(decoder, files);
    const nonce = typed.nonce === '' ? undefined : typed.nonce;
    const { language } = visitor;
    const { receipt } = await intake({ request, body: parsed.data, screenshots, nonce, language });
    response.redirect(303, linkTo(visitor, `/complaints/${displayReceipt(receipt)}`, { new: '1' }));
  }

  async function show(
    visitor: Visitor,
    response: Response,
    row: ComplaintRow,
    receipt: string,
    fresh: boolean,
  ): Promise<void> {
    const day = (at: Date) => businessToday(at, deps.config.TZ_BUSINESS);
    const { number, category, status, outcome, carrier, province } = row;
    const page = receiptPage(visitor, {
      receipt: normaliseReceipt(receipt) ?? '',
      complaint: { number, category, status, outcome, screenshots: row.screenshots.length, erased: row.told === '' },
      receivedOn: day(row.createdAt),
      closedOn: row.closedAt === null ? null : day(row.closedAt),
      answers: openAnswers(deps, row).map(({ at, text }) => ({ on: day(at), text })),
      redress: await redressFor({ carrier, province, scam: category === 'scam', language: visitor.language }),
      fresh,
    });
    sendPage(response, 200, page, OWN);
  }
}

/** Empty fields of a form are absent members; a whole message may stand where the number belongs. */
function bodyOfForm({ number, category, description, contact, amountLost, on, time, direction }: Typed): object {
  const [found = number] = normaliseNumber(number) === null ? findNumbers(number) : [number];
  const call = Object.fromEntries(Object.entries({ on, time, direction }).filter(([, value]) => value !== ''));
  return {
    number: found,
    category,
    description,
    ...(contact === '' ? {} : { contact }),
    ...(amountLost === '' ? {} : { amountLost: Number(amountLost) }),
    ...(Object.keys(call).length === 0 ? {} : { call }),
  };
}

function faultsOf(members: readonly string[]): Fault[] {
  const known: readonly Fault[] = ['number', 'category', 'description', 'call', 'amountLost', 'contact'];
  return known.filter((fault) => members.includes(fault));
}

function notFoundAsNull(error: unknown): null {
  if (error instanceof DomainError && error.code === 'NOT_FOUND') return null;
  throw error;
}
