import { DateTime } from 'luxon';
import { z } from 'zod';
import { staffNumbers } from '../accounts/user-queries.js';
import type { Deps } from '../deps.js';
import { callerOf, route, type Route } from '../http/route.js';
import { dateSchema } from '../http/schemas.js';
import type { Principal } from '../accounts/principal.js';
import { decidedApplications } from './dashboard-queries.js';
import { reviewerFigures, teamFigures, type ReviewerFigures } from './reviewer-figures.js';

const count = z.number().int();
const share = z.number().min(0).max(1).nullable();

const qualityQuery = z.object({
  days: z.coerce.number().int().min(1).max(366).default(30).meta({ description: 'how many, today included' }),
});
const figures = z
  .object({
    decided: count.meta({ description: 'decisions not taken back by who made them' }),
    medianSeconds: count.nullable().meta({ description: 'from taking a case to the decision' }),
    compared: count.meta({ description: 'decisions another person judged too' }),
    disagreed: count,
    overturned: count.meta({ description: 'approvals a senior took back, and requests a contest proved wrong' }),
    fields: count.meta({ description: 'fields of what was approved that have a place on a paper' }),
    unshown: count.meta({ description: 'of these, never on screen before the approval' }),
  })
  .meta({ id: 'ReviewerFigures' });
const team = z
  .object({
    reviewers: count,
    decided: z.number().nullable(),
    medianSeconds: count.nullable(),
    disagreed: share,
    overturned: share,
    unshown: share,
  })
  .nullable()
  .meta({ description: 'the middle of all reviewers, shares 0–1; null while fewer than three decided anything' });
const span = { from: dateSchema, until: dateSchema };
export const ownQuality = z.object({ ...span, own: figures, team });
export const allQuality = z.object({
  ...span,
  items: z.array(figures.extend({ reviewer: z.object({ id: z.string(), staff: z.string().nullable() }) })),
  team,
});

const NOTHING: ReviewerFigures = {
  decided: 0,
  medianSeconds: null,
  compared: 0,
  disagreed: 0,
  overturned: 0,
  fields: 0,
  unshown: 0,
};

/** How reviewers work: each sees the own figures beside the middle of the team; the carrier's administrators see all. */
export function qualityRoutes(deps: Deps): Route[] {
  const figuresOf = async (principal: Principal, days: number) => {
    const zone = deps.config.TZ_BUSINESS;
    const today = DateTime.fromJSDate(deps.clock.now(), { zone });
    const first = today.startOf('day').minus({ days: days - 1 });
    const byReviewer = await reviewerFigures(decidedApplications(deps, principal, first.toJSDate()), first.toJSDate());
    return {
      byReviewer,
      shared: {
        from: first.toISODate() ?? '',
        until: today.toISODate() ?? '',
        team: teamFigures([...byReviewer.values()]),
      },
    };
  };
  return [
    route({
      method: 'get',
      path: '/dashboards/reviewers/me',
      operation: 'getOwnQuality',
      tag: 'dashboards',
      access: 'quality.own',
      summary: 'The caller’s own figures, beside the middle of the team',
      query: qualityQuery,
      replies: { 200: ownQuality },
      errors: ['VALIDATION_FAILED'],
      handle: async (input) => {
        const principal = callerOf(input);
        const { byReviewer, shared } = await figuresOf(principal, input.query.days);
        return { status: 200, body: { ...shared, own: byReviewer.get(principal.actorId) ?? NOTHING } };
      },
    }),
    route({
      method: 'get',
      path: '/dashboards/reviewers',
      operation: 'getQuality',
      tag: 'dashboards',
      access: 'quality.read',
      summary: 'The figures of every reviewer who decided anything, who decided most first',
      query: qualityQuery,
      replies: { 200: allQuality },
      errors: ['VALIDATION_FAILED'],
      handle: async (input) => {
        const { byReviewer, shared } = await figuresOf(callerOf(input), input.query.days);
        const staff = await staffNumbers(deps, [...byReviewer.keys()]);
        const items = [...byReviewer]
          .map(([id, each]) => ({ ...each, reviewer: { id, staff: staff[id] ?? null } }))
          .sort((a, b) => b.decided - a.decided || a.reviewer.id.localeCompare(b.reviewer.id));
        return { status: 200, body: { ...shared, items } };
      },
    }),
  ];
}
