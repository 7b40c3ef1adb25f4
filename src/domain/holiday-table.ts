/**
 * China's public holidays and 调休 working days by date, from the table that `chinese-days` ships (2004 on; the next
 * year's appears late in autumn). Only its data is used: its functions read dates in the host's time zone.
 */
import { createRequire } from 'node:module';
import { z } from 'zod';

const tableSchema = z.object({
  /** Day → `English,中文,statutory days`; weekends are not listed unless they belong to a holiday. */
  holidays: z.record(z.string(), z.string()),
  /** Days of a weekend on which people work, in the same form. */
  workdays: z.record(z.string(), z.string()),
});

const table = tableSchema.parse(createRequire(import.meta.url)('chinese-days/dist/chinese-days.json'));

const holidays: ReadonlyMap<string, string> = new Map(Object.entries(table.holidays));
const workdays: ReadonlySet<string> = new Set(Object.keys(table.workdays));

/** Whether the table holds the year: its National Day is there. */
export function tableHoldsYear(year: number): boolean {
  return holidays.has(`${year}-10-01`);
}

/** What an installation says of single days where the table is wrong or not there yet: `YYYY-MM-DD` → what it is. */
export type CalendarOverrides = ReadonlyMap<string, 'holiday' | 'workday'>;
export const NO_OVERRIDES: CalendarOverrides = new Map();

/** Whether people work on this day (`YYYY-MM-DD`): Mon–Fri less holidays, plus 调休 days. */
export function isWorkingDay(date: string, overrides: CalendarOverrides = NO_OVERRIDES): boolean {
  const given = overrides.get(date);
  if (given !== undefined) return given === 'workday';
  const weekday = new Date(date).getUTCDay();
  return workdays.has(date) || (weekday >= 1 && weekday <= 5 && !holidays.has(date));
}

/** Whether the day lies in the Spring Festival holiday (春节) of the table. */
export function isListedSpringFestival(date: string): boolean {
  return holidays.get(date)?.includes('春节') ?? false;
}
