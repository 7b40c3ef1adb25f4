import type { Deps } from '../deps.js';
import { businessToday, calendarCovers } from '../domain/business-calendar.js';
import { calendarDays } from './calendar-queries.js';
import { openTask } from './open-task.js';

/** The State Council announces next year's holidays by mid November; two weeks later the table should be there. */
const MISSED_FROM = '12-01';

/**
 * Raises the alarm when next year's holidays are neither in the table nor set by hand: a metric (platform/metrics.ts), a line
 * in the log, one task.
 */
export async function watchCalendar(deps: Deps): Promise<void> {
  const today = businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
  const next = Number(today.slice(0, 4)) + 1;
  if (today.slice(5) < MISSED_FROM || calendarCovers(next)) return;
  if ((await calendarDays(deps, next)).some(({ kind }) => kind === 'holiday')) return;
  deps.logger.error({ year: next }, 'the holiday table of next year is missing: update chinese-days, or set the days');
  const subject = { kind: 'calendar', id: String(next) };
  await openTask(deps, { kind: 'calendar_missing', subject, facts: { year: next } });
}
