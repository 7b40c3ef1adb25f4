import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { findNumbers, looksLikeForgedCallerId, normaliseNumber } from '../domain/number-400.js';
import { createRateLimit } from '../http/rate-limit.js';
import { dateSchema } from '../http/schemas.js';
import { createRedress, type RedressFor } from '../complaints/redress-table.js';
import { createExplainedPages } from './explained-pages.js';
import { createLookUp, type LookUp } from './look-up.js';
import { answerPage } from './pages/answer-page.js';
import { ICON, ICON_PATH, STYLE_PATH } from './pages/assets.js';
import { homePage, NO_SEARCH } from './pages/home-page.js';
import { missingPage } from './pages/missing-page.js';
import { pageError, sendPage } from './pages/send-page.js';
import { STYLE } from './pages/style.js';
import { TEXTS } from './pages/texts.js';
import { bodyOf, linkTo, visitorOf, type Visitor } from './pages/visitor.js';

const FOREVER = 'public, max-age=31536000, immutable';

const homeQuery = z.object({ q: z.string().max(2_000).optional().catch(undefined), forged: z.string().optional() });
const answerQuery = z.object({
  on: z.string().optional().catch(undefined),
  forged: z.string().optional().catch(undefined),
});

/** The public pages, outside the API's prefix: server-rendered, without any script. */
export function createPages(deps: Deps): Router {
  const router = express.Router();
  router.get(STYLE_PATH, (_request, response) => {
    response.set('Cache-Control', FOREVER).type('css').send(STYLE);
  });
  router.get(ICON_PATH, (_request, response) => {
    response.set('Cache-Control', FOREVER).type('svg').send(ICON);
  });
  router.get('/', (request, response) => {
    const { q, forged } = homeQuery.parse(request.query);
    response.locals['route'] = '/';
    search(visitorOf(request, response), response, q, forged !== undefined);
  });
  router.post('/', express.urlencoded({ extended: false, limit: '20kb' }), (request, response) => {
    const { q, forged } = homeQuery.parse(bodyOf(request));
    response.locals['route'] = '/';
    search(visitorOf(request, response), response, q ?? '', forged !== undefined);
  });
  const limit = createRateLimit(deps);
  const lookUp = createLookUp(deps);
  const redressFor = createRedress(deps);
  router.get('/numbers/:number', async (request, response) => {
    response.locals['route'] = '/numbers/:number';
    await limit(request.ip, null);
    await answer(deps, { lookUp, redressFor }, request, response);
  });
  router.use(createExplainedPages(deps));
  router.use(pageError(deps));
  return router;
}

/** One number: to its page. Several: a choice. None: say so and keep what was typed. */
function search(visitor: Visitor, response: Response, typed: string | undefined, flagged: boolean): void {
  if (typed === undefined) {
    sendPage(response, 200, homePage(visitor, NO_SEARCH));
    return;
  }
  const found = findNumbers(typed);
  const whole = normaliseNumber(typed);
  const [only = whole, ...others] = found;
  const forged = flagged || looksLikeForgedCallerId(typed);
  if (only === null) {
    const error = TEXTS[visitor.language].noNumber;
    sendPage(response, 422, homePage(visitor, { value: typed, found: [], forged: false, error }));
  } else if (others.length === 0) {
    response.redirect(303, linkTo(visitor, `/numbers/${only}`, { forged: forged ? '1' : null }));
  } else {
    sendPage(response, 200, homePage(visitor, { value: '', found, forged, error: null }));
  }
}

async function answer(
  deps: Deps,
  { lookUp, redressFor }: { readonly lookUp: LookUp; readonly redressFor: RedressFor },
  request: Request<{ number: string }>,
  response: Response,
): Promise<void> {
  const written = request.params.number;
  const visitor = visitorOf(request, response);
  const query = answerQuery.parse(request.query);
  const number = normaliseNumber(written);
  const forged = query.forged !== undefined || looksLikeForgedCallerId(written);
  if (number !== null && number !== written) {
    const kept = { on: query.on ?? null, forged: forged ? '1' : null };
    response.redirect(302, linkTo(visitor, `/numbers/${number}`, kept));
    return;
  }
  const today = businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
  const on = query.on !== undefined && dateSchema.safeParse(query.on).success && query.on <= today ? query.on : null;
  const onInvalid = query.on !== undefined && on === null;
  const found = await lookUp(written, { on: on ?? undefined, language: visitor.language });
  if (found.found) {
    const { record } = found;
    const shown = record.holder?.province ?? null;
    const scam = visitor.why === 'scammed';
    const redress = await redressFor({ carrier: record.carrier, province: shown, scam, language: visitor.language });
    const base = deps.config.BASE_URL.replace(/\/+$/u, '');
    const page = answerPage(visitor, { record, today, on, onInvalid, forged, redress, base });
    sendPage(response, onInvalid ? 422 : 200, page);
    return;
  }
  const reason = found.reason === 'malformed' ? 'not_a_400' : found.reason;
  sendPage(response, 404, missingPage(visitor, { reason, number: found.number, on, forged }));
}
