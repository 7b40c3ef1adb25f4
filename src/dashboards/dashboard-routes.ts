import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Deps } from '../deps.js';
import { REASON_CODES } from '../domain/reason-codes.js';
import { callerOf, route, type Route } from '../http/route.js';
import { dateSchema } from '../http/schemas.js';
import { countedApplications } from './dashboard-queries.js';
import { AGES, reviewFigures } from './review-figures.js';

const count = z.number().int();

export const figuresQuery = z.object({
  days: z.coerce.number().int().min(1).max(366).default(30).meta({ description: 'how many, today included' }),
});
export const figuresReply = z
  .object({
    from: dateSchema,
    until: dateSchema,
    days: z.array(z.object({ day: dateSchema, submitted: count, approved: count, rejected: count, returned: count })),
    firstPass: z
      .object({ decided: count, passed: count })
      .meta({ description: 'finally decided, and approved without ever being sent back' }),
    sla: z
      .object({ rounds: count, inTime: count, medianHours: z.number().nullable(), workingMinutes: count })
      .meta({ description: 'ended rounds, those within their time limit, and the limit as it is now' }),
    reasons: z.array(z.object({ reason: z.enum(REASON_CODES), count })),
    waiting: z.object({
      total: count,
      overdue: count,
      byAge: z
        .array(z.object({ underHours: count.nullable(), count }))
        .meta({ description: 'by hours since submission; null: older than all' }),
    }),
  })
  .meta({ id: 'ReviewFigures' });

/** How reviewing goes: counts of cases, never of persons. */
export function dashboardRoutes(deps: Deps): Route[] {
  return [
    route({
      method: 'get',
      path: '/dashboards/reviews',
      operation: 'getReviewFigures',
      tag: 'dashboards',
      access: 'dashboard.read',
      summary: 'Throughput, first-pass yield, reasons, ageing and time limits kept, within the caller’s scope',
      query: figuresQuery,
      replies: { 200: figuresReply },
      errors: ['VALIDATION_FAILED'],
      handle: async (input) => {
        const zone = deps.config.TZ_BUSINESS;
        const now = deps.clock.now();
        const first = DateTime.fromJSDate(now, { zone })
          .startOf('day')
          .minus({ days: input.query.days - 1 });
        const rows = countedApplications(deps, callerOf(input), first.toJSDate());
        const figures = await reviewFigures(rows, { from: first.toJSDate(), now, zone });
        const { days, decided, firstPass, rounds, inTime, medianHours, reasons, waiting } = figures;
        const body: z.input<typeof figuresReply> = {
          from: first.toISODate() ?? '',
          until: DateTime.fromJSDate(now, { zone }).toISODate() ?? '',
          days: [...days],
          firstPass: { decided, passed: firstPass },
          sla: { rounds, inTime, medianHours, workingMinutes: deps.policy.reviewWorkingMinutes },
          reasons: [...reasons],
          waiting: {
            total: waiting.total,
            overdue: waiting.overdue,
            byAge: waiting.byAge.map((each, index) => ({ underHours: AGES[index] ?? null, count: each })),
          },
        };
        return { status: 200, body };
      },
    }),
  ];
}
