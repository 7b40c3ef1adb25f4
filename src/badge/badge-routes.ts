import express, { type Router } from 'express';
import { z } from 'zod';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { normaliseNumber } from '../domain/number-400.js';
import { callerOf, route, type Route } from '../http/route.js';
import { createRateLimit } from '../http/rate-limit.js';
import { numberParams } from '../http/schemas.js';
import { createLookUp, type LookUp } from '../lookup/look-up.js';
import { createLookupLimits } from '../lookup/lookup-limits.js';
import { findNumber } from '../registry/number-queries.js';
import { belongsTo, normaliseDomain } from './badge-domain.js';
import type { BadgeRow } from './badge-model.js';
import { drawBadge, type BadgeSays } from './draw-badge.js';
import { findBadge, setBadge } from './set-badge.js';

const badgeView = z.object({
  domain: z.string().nullable(),
  html: z.string().meta({ description: 'to copy into the page' }),
});

/** On which site the holder shows its badge. */
export function badgeRoutes(deps: Deps): Route[] {
  const base = deps.config.BASE_URL.replace(/\/+$/u, '');
  const load = ({ number }: { number: string }, principal: Principal) => findNumber(deps, principal, number);
  const view = (number: string, badge: BadgeRow | null) => ({
    domain: badge?.domain ?? null,
    html: embedding(base, number),
  });
  const shared = { path: '/numbers/:number/badge', tag: 'numbers', params: numberParams, load } as const;
  return [
    route({
      ...shared,
      method: 'get',
      operation: 'getBadge',
      access: 'badge.manage',
      summary: 'The site on which the badge of a number may stand, and the code to embed it',
      replies: { 200: badgeView },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND'],
      handle: async ({ subject }) => ({
        status: 200,
        body: view(subject._id, await findBadge(deps, subject._id, subject.uscc)),
      }),
    }),
    route({
      ...shared,
      method: 'patch',
      operation: 'setBadge',
      access: 'badge.manage',
      summary: 'Names the holder’s site; elsewhere the badge says so',
      body: z.strictObject({ domain: z.string().max(253).nullable() }),
      replies: { 200: badgeView },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND', 'VALIDATION_FAILED', 'NUMBER_NOT_WORKING'],
      handle: async (input) => {
        const badge = await setBadge(deps, callerOf(input), input.subject, input.body.domain);
        return { status: 200, body: view(input.subject._id, badge) };
      },
    }),
  ];
}

/**
 * `/badge/{number}.svg`. The browser says which site embeds it (`Referer`); that is compared and forgotten: no cookie, no
 * log, no count. Nothing is vouched for where the browser says nothing.
 */
export function createBadge(deps: Deps): Router {
  const router = express.Router();
  const limit = createRateLimit(deps);
  const unknown = createLookupLimits(deps);
  const lookUp = createLookUp(deps);
  router.get('/badge/:number.svg', async (request, response) => {
    response.locals['route'] = '/badge/:number.svg';
    await limit(request.ip, null);
    const says = await judge(deps, lookUp, request.params.number, request.get('referer'));
    if (says.what === 'unknown') await unknown.admitUnknown(request);
    response
      .status(says.what === 'unknown' ? 404 : 200)
      .set({
        'Cache-Control': 'private, max-age=300',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
        'Content-Type': 'image/svg+xml; charset=utf-8',
      })
      .vary('Referer')
      .send(drawBadge(says));
  });
  return router;
}

async function judge(deps: Deps, lookUp: LookUp, written: string, referer: string | undefined): Promise<BadgeSays> {
  const number = normaliseNumber(written);
  const answer = number === null ? null : await lookUp(number, { language: 'zh' });
  if (number === null || answer?.found !== true) return { what: 'unknown' };
  const { status, holder, display } = answer.record;
  if (status !== 'working' || holder === null) return { what: 'stopped', display };
  const badge = await findBadge(deps, number, holder.uscc);
  const host = referer === undefined ? null : normaliseDomain(referer);
  if (referer === undefined) return { what: 'ask', display };
  if (badge === null || host === null || !belongsTo(host, badge.domain)) return { what: 'elsewhere', display };
  return { what: 'holder', display, name: holder.name };
}

/** The link must open outside the page, and send the site's name, no more. */
function embedding(base: string, number: string): string {
  return (
    `<a href="${base}/numbers/${number}" target="_blank" rel="noopener" referrerpolicy="no-referrer">` +
    `<img src="${base}/badge/${number}.svg" referrerpolicy="strict-origin" width="240" height="64" alt="400 号码登记 点击核验"></a>`
  );
}
