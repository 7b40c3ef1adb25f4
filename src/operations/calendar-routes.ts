import { z } from 'zod';
import type { Deps } from '../deps.js';
import { businessToday, calendarCovers } from '../domain/business-calendar.js';
import { callerOf, route, type Route } from '../http/route.js';
import { dateSchema } from '../http/schemas.js';
import { calendarDays } from './calendar-queries.js';
import { setCalendarDay } from './set-calendar-day.js';

const kind = z.enum(['holiday', 'workday']);
const name = z.string().trim().min(1).max(50);
const calendarView = z.object({
  year: z.number().int(),
  covered: z.boolean().meta({ description: 'whether the built-in holiday table holds this year' }),
  days: z.array(z.object({ date: dateSchema, kind, name })),
});
const dayParams = z.object({ date: dateSchema });

export function calendarRoutes(deps: Deps): Route[] {
  const thisYear = () => Number(businessToday(deps.clock.now(), deps.config.TZ_BUSINESS).slice(0, 4));
  const view = async (year: number): Promise<z.input<typeof calendarView>> => ({
    year,
    covered: calendarCovers(year),
    days: (await calendarDays(deps, year)).map((day) => ({ date: day._id, kind: day.kind, name: day.name })),
  });
  return [
    route({
      method: 'get',
      path: '/calendar',
      operation: 'getCalendar',
      tag: 'operations',
      access: 'calendar.read',
      summary: 'Days of a year that were set by hand, and whether the holiday table holds it',
      query: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() }),
      replies: { 200: calendarView },
      errors: [],
      handle: async ({ query }) => ({ status: 200, body: await view(query.year ?? thisYear()) }),
    }),
    route({
      method: 'post',
      path: '/calendar/days',
      operation: 'setCalendarDay',
      tag: 'operations',
      access: 'calendar.edit',
      summary: 'Says that people work on a day, or do not, whatever the table says',
      body: z.strictObject({ date: dateSchema, kind, name }),
      replies: { 200: calendarView },
      errors: [],
      handle: async (input) => {
        const { date, ...day } = input.body;
        await setCalendarDay(deps, callerOf(input), date, day);
        return { status: 200, body: await view(Number(date.slice(0, 4))) };
      },
    }),
    route({
      method: 'delete',
      path: '/calendar/days/:date',
      operation: 'clearCalendarDay',
      tag: 'operations',
      access: 'calendar.edit',
      summary: 'Goes by the table again for a day',
      params: dayParams,
      replies: { 204: null },
      errors: [],
      handle: async (input) => {
        await setCalendarDay(deps, callerOf(input), input.params.date, null);
        return { status: 204 };
      },
    }),
  ];
}
