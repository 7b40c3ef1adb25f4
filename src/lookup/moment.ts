import { DateTime } from 'luxon';
import { PUBLIC_STATUSES } from '../domain/number-status.js';
import type { AssignmentRow } from '../registry/assignment-model.js';
import type { NumberRecord } from '../registry/number-record.js';
import type { PublicRecord } from './lookup-schemas.js';

/** Real-name data is kept, and shown, until two years after its service ended (domain.md §1). */
const YEARS_SHOWN = 2;

/** What to project: who answers for the number at which instant. */
export interface Moment {
  readonly assignment: AssignmentRow;
  readonly status: PublicRecord['status'];
  readonly at: Date;
  /** Nothing older than this is shown. */
  readonly oldest: Date;
}

/**
 * The present, or null when the number is not public. The reads behind a record may straddle a change, so the status is
 * taken from who holds the number rather than trusted: no answer ever shows a holder that a disconnection just ended.
 */
export function presentMoment(record: NumberRecord, now: Date, zone: string): Moment | null {
  if (!PUBLIC_STATUSES.includes(record.number.status)) return null;
  const assignments = shown(record, now, zone);
  const assignment = assignments.find((row) => row.live) ?? assignments.at(-1);
  if (assignment === undefined) return null;
  const stopped = record.number.status === 'suspended' || record.holds.some((hold) => hold.endedAt === null);
  const status = assignment.live ? (stopped ? 'suspended' : 'working') : 'disconnected';
  return { assignment, status, at: now, oldest: oldestShown(assignment, now, zone) };
}

/**
 * Who held the number on a past day, or today: the record as it stood in the last moment of that day at which somebody
 * held it, so the day of a disconnection still names the holder, and the day of a transfer the new one. Days after a
 * disconnection show the last holder for as long as the number rests; otherwise null.
 * @param day `YYYY-MM-DD` in the business zone, not after today
 */
export function momentOn(record: NumberRecord, day: string, now: Date, zone: string): Moment | null {
  const begins = DateTime.fromISO(day, { zone });
  const dayBegins = begins.toJSDate();
  const dayEnds = new Date(Math.min(begins.plus({ days: 1 }).toMillis() - 1, now.getTime()));
  // By now it is known who never held it.
  const assignments = shown(record, now, zone).filter((row) => !isDisowned(row, now));
  const assignment = assignments.findLast(
    (row) => row.from <= dayEnds && (row.until === null || row.until > dayBegins),
  );
  if (assignment === undefined) {
    const present = presentMoment(record, now, zone);
    const rests = present?.status === 'disconnected' && (present.assignment.until ?? now) <= dayBegins;
    return rests ? { ...present, at: dayEnds } : null;
  }
  const at = assignment.until !== null && assignment.until <= dayEnds ? justBefore(assignment.until) : dayEnds;
  const stopped = record.holds.some((hold) => hold.placedAt <= at && (hold.endedAt === null || hold.endedAt > at));
  return { assignment, status: stopped ? 'suspended' : 'working', at, oldest: oldestShown(assignment, now, zone) };
}

/**
 * The record as it stood at an instant, for a leaf that is written after further changes: who held the number then, or who
 * had held it last.
 */
export function momentAt(record: NumberRecord, at: Date, zone: string): Moment | null {
  const begun = shown(record, at, zone).filter((row) => row.from <= at);
  const holding = begun.findLast((row) => row.until === null || row.until > at);
  const assignment = holding ?? begun.at(-1);
  if (assignment === undefined) return null;
  const stopped = record.holds.some((hold) => hold.placedAt <= at && (hold.endedAt === null || hold.endedAt > at));
  const status = holding === undefined ? 'disconnected' : stopped ? 'suspended' : 'working';
  return { assignment, status, at, oldest: oldestShown(assignment, at, zone) };
}

/** Whether it was known at an instant that this entity never answered for the number. */
export function isDisowned({ disownedAt }: Pick<AssignmentRow, 'disownedAt'>, at: Date): boolean {
  return disownedAt !== undefined && disownedAt <= at;
}

function shown(record: NumberRecord, now: Date, zone: string): AssignmentRow[] {
  const limit = limitOf(now, zone);
  return record.assignments.filter((row) => row.until === null || row.until >= limit);
}

/** A holder's own beginning is shown however long ago it was. */
function oldestShown(assignment: AssignmentRow, now: Date, zone: string): Date {
  const limit = limitOf(now, zone);
  return assignment.from < limit ? assignment.from : limit;
}

function limitOf(now: Date, zone: string): Date {
  return DateTime.fromJSDate(now, { zone }).startOf('day').minus({ years: YEARS_SHOWN }).toJSDate();
}

function justBefore(instant: Date): Date {
  return new Date(instant.getTime() - 1);
}
