import type { Deps } from '../deps.js';
import type { CalendarOverrides } from '../domain/holiday-table.js';
import { calendarDayModel, type CalendarDayRow } from './calendar-day-model.js';

/** Days set by hand, in order. */
export async function calendarDays(deps: Pick<Deps, 'db'>, year?: number): Promise<CalendarDayRow[]> {
  const filter = year === undefined ? {} : { _id: { $gte: `${year}-01-01`, $lte: `${year}-12-31` } };
  return calendarDayModel(deps.db).find(filter).sort({ _id: 1 }).lean<CalendarDayRow[]>();
}

/** The same, for reckoning: a few dozen rows at most. */
export async function calendarOverrides(deps: Pick<Deps, 'db'>): Promise<CalendarOverrides> {
  return new Map((await calendarDays(deps)).map(({ _id, kind }) => [_id, kind]));
}
