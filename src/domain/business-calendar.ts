/** Business dates and working time: Mon–Fri 9:00–12:00, 13:30–18:00 with holidays and 调休 Saturdays (domain.md §6). */
import { DateTime } from 'luxon';
import { addDays, type IsoDate } from './chinese-date.js';
import {
  isListedSpringFestival,
  isWorkingDay,
  NO_OVERRIDES,
  tableHoldsYear,
  type CalendarOverrides,
} from './holiday-table.js';

const MS_PER_MINUTE = 60_000;
/** Periods of a working day as `HH:mm`, in order, none touching the next. */
export type WorkingHours = readonly { readonly begins: string; readonly ends: string }[];
/** The default: 3 h + 4.5 h (domain.md §6). */
export const WORKING_HOURS: WorkingHours = [
  { begins: '09:00', ends: '12:00' },
  { begins: '13:30', ends: '18:00' },
];
const QUIET_FROM_HOUR = 21;
const QUIET_UNTIL_HOUR = 8;
// Beyond any deadline here; keeps a mistaken argument from searching the calendar for ever.
const MOST_DAYS = 36_525;

function localTime(at: Date, zone: string): DateTime {
  const local = DateTime.fromJSDate(at, { zone });
  if (!local.isValid) throw new RangeError(`not a time or not a time zone: ${zone}`);
  return local;
}

interface Shift {
  readonly begins: number;
  readonly ends: number;
}

/** Minutes since midnight of `HH:mm`. */
function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Clocks change at night if at all, so every working day has as many. */
export function workingDayMinutes(hours: WorkingHours = WORKING_HOURS): number {
  return hours.reduce((sum, { begins, ends }) => sum + minuteOf(ends) - minuteOf(begins), 0);
}

/** The working periods of one local day as epoch milliseconds. */
function shiftsOf(date: IsoDate, zone: string, overrides: CalendarOverrides, hours: WorkingHours): Shift[] {
  if (!isWorkingDay(date, overrides)) return [];
  const instant = (time: string) => DateTime.fromISO(`${date}T${time}`, { zone }).toMillis();
  return hours.map(({ begins, ends }) => ({ begins: instant(begins), ends: instant(ends) }));
}

/** Milliseconds worked on one local day between two instants. */
function workedOn(
  date: IsoDate,
  from: number,
  until: number,
  zone: string,
  overrides: CalendarOverrides,
  hours: WorkingHours,
): number {
  return shiftsOf(date, zone, overrides, hours).reduce(
    (worked, { begins, ends }) => worked + Math.max(0, Math.min(ends, until) - Math.max(begins, from)),
    0,
  );
}

/** Whether the holiday table holds the year. Where it does not, weekdays count as working days: raise an alarm. */
export function calendarCovers(year: number): boolean {
  return tableHoldsYear(year);
}

/** The business date at an instant: every "today" and printed date. Throws RangeError for an unknown zone. */
export function businessToday(now: Date, zone: string): IsoDate {
  return localTime(now, zone).toFormat('yyyy-MM-dd');
}

/**
 * The instant at which so many working minutes have passed since `from`. Zero or less gives `from`. Throws RangeError for
 * an unknown zone or more than a century of work.
 */
export function addWorkingMinutes(
  from: Date,
  minutes: number,
  zone: string,
  overrides: CalendarOverrides = NO_OVERRIDES,
  hours: WorkingHours = WORKING_HOURS,
): Date {
  const wholeDay = workingDayMinutes(hours) * MS_PER_MINUTE;
  let left = minutes * MS_PER_MINUTE;
  if (left <= 0) return new Date(from);
  const today = businessToday(from, zone);
  for (let days = 0; days < MOST_DAYS; days += 1) {
    const date = addDays(today, days);
    if (days > 0 && left > wholeDay) {
      if (isWorkingDay(date, overrides)) left -= wholeDay;
      continue;
    }
    for (const { begins, ends } of shiftsOf(date, zone, overrides, hours)) {
      const start = Math.max(begins, from.getTime());
      if (ends - start >= left) return new Date(start + left);
      left -= Math.max(0, ends - start);
    }
  }
  throw new RangeError('too many working minutes');
}

/** Working minutes from `a` to `b`, fractions included; negative when `b` is the earlier. */
export function workingMinutesBetween(
  a: Date,
  b: Date,
  zone: string,
  overrides: CalendarOverrides = NO_OVERRIDES,
  hours: WorkingHours = WORKING_HOURS,
): number {
  if (b < a) return -workingMinutesBetween(b, a, zone, overrides, hours);
  const [from, until] = [a.getTime(), b.getTime()];
  const [first, last] = [businessToday(a, zone), businessToday(b, zone)];
  let worked = workedOn(first, from, until, zone, overrides, hours);
  for (let date = addDays(first, 1); date < last; date = addDays(date, 1)) {
    if (isWorkingDay(date, overrides)) worked += workingDayMinutes(hours) * MS_PER_MINUTE;
  }
  if (last > first) worked += workedOn(last, from, until, zone, overrides, hours);
  return worked / MS_PER_MINUTE;
}

/** 除夕 to 初七 by the lunar calendar: for years whose holiday table is not there yet. */
function isLunarNewYear(local: DateTime): boolean {
  const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
  const noon = Date.UTC(local.year, local.month - 1, local.day, 12);
  const [month, day] = lunar.format(noon).split('/');
  const tomorrow = lunar.format(noon + 24 * 60 * MS_PER_MINUTE);
  return tomorrow === '1/1' || (month === '1' && Number(day) <= 7);
}

/** Whether reminders must wait: 21:00–8:00 local time, or Spring Festival. */
export function isQuietHour(at: Date, zone: string): boolean {
  const local = localTime(at, zone);
  if (local.hour >= QUIET_FROM_HOUR || local.hour < QUIET_UNTIL_HOUR) return true;
  return calendarCovers(local.year) ? isListedSpringFestival(businessToday(at, zone)) : isLunarNewYear(local);
}

/** When a message that must wait may go: eight in the morning of the first day that is not quiet; `at` itself when it is not. */
export function quietUntil(at: Date, zone: string): Date {
  let morning = localTime(at, zone);
  for (let days = 0; isQuietHour(morning.toJSDate(), zone) && days < MOST_DAYS; days += 1) {
    const opens = morning.set({ hour: QUIET_UNTIL_HOUR, minute: 0, second: 0, millisecond: 0 });
    morning = opens > morning ? opens : opens.plus({ days: 1 });
  }
  return morning.toJSDate();
}
