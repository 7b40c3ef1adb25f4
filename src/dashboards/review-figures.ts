import { DateTime } from 'luxon';
import type { ApplicationRow } from '../applications/application-model.js';
import type { ReasonCode } from '../domain/reason-codes.js';
import { median } from './median.js';

/** What the figures are made from: no member of it says anything about a person. */
export type CountedApplication = Pick<ApplicationRow, 'status' | 'submittedAt' | 'dueAt' | 'decisions'>;

/** Upper ends in hours of the ages that waiting applications are sorted by; the last class has none. */
export const AGES = [4, 24, 72, 168] as const;
const WAITING: readonly ApplicationRow['status'][] = ['processing', 'in_review', 'awaiting_second_approval'];

export interface Day {
  readonly day: string;
  submitted: number;
  approved: number;
  rejected: number;
  returned: number;
}

export interface ReviewFigures {
  readonly days: readonly Day[];
  /** Finally decided within the time, and of these approved without ever being sent back. */
  readonly decided: number;
  readonly firstPass: number;
  /** Rounds that ended within the time, and of these in time. */
  readonly rounds: number;
  readonly inTime: number;
  /** From submission to the end of the round; null without any. */
  readonly medianHours: number | null;
  readonly reasons: readonly { readonly reason: ReasonCode; readonly count: number }[];
  readonly waiting: { readonly total: number; readonly overdue: number; readonly byAge: readonly number[] };
}

interface Span {
  readonly from: Date;
  readonly now: Date;
  readonly zone: string;
}

/** Counts applications that were submitted or decided since `from`, and all that wait. */
export async function reviewFigures(
  rows: AsyncIterable<CountedApplication>,
  { from, now, zone }: Span,
): Promise<ReviewFigures> {
  const days = daysBetween(from, now, zone);
  const reasons = new Map<ReasonCode, number>();
  const hours: number[] = [];
  const byAge = AGES.map(() => 0).concat(0);
  let [decided, firstPass, rounds, inTime, overdue] = [0, 0, 0, 0, 0];
  const dayOf = (at: Date) => days.get(DateTime.fromJSDate(at, { zone }).toISODate() ?? '');
  for await (const { status, submittedAt, dueAt, decisions } of rows) {
    if (submittedAt !== null && submittedAt >= from) add(dayOf(submittedAt), 'submitted');
    if (WAITING.includes(status) && submittedAt !== null) {
      const age = (now.getTime() - submittedAt.getTime()) / 3_600_000;
      const index = AGES.findIndex((end) => age < end);
      byAge[index === -1 ? AGES.length : index] = (byAge[index === -1 ? AGES.length : index] ?? 0) + 1;
      if (dueAt !== null && dueAt < now) overdue += 1;
    }
    const ends = endsOf(decisions, status);
    for (const { at, outcome, reasons: given } of ends.filter((end) => end.at >= from)) {
      add(dayOf(at), COLUMN[outcome]);
      if (outcome !== 'approve') for (const code of given) reasons.set(code, (reasons.get(code) ?? 0) + 1);
    }
    const last = ends.at(-1);
    if (last === undefined || last.at < from) continue;
    if (last.outcome !== 'request_information') {
      decided += 1;
      if (last.outcome === 'approve' && ends.length === 1) firstPass += 1;
    }
    // Submitted again since: its time is that of another round.
    if (submittedAt === null || last.at < submittedAt) continue;
    rounds += 1;
    hours.push((last.at.getTime() - submittedAt.getTime()) / 3_600_000);
    if (dueAt === null || last.at <= dueAt) inTime += 1;
  }
  const total = byAge.reduce((sum, count) => sum + count, 0);
  return {
    days: [...days.values()],
    decided,
    firstPass,
    rounds,
    inTime,
    medianHours: tenths(median(hours)),
    reasons: [...reasons]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason)),
    waiting: { total, overdue, byAge },
  };
}

const COLUMN = { approve: 'approved', reject: 'rejected', request_information: 'returned' } as const;

/** Decisions that ended a round: not undone, and a first approval only where a second one followed or none was needed. */
function endsOf(decisions: ApplicationRow['decisions'], status: ApplicationRow['status']): ApplicationRow['decisions'] {
  const standing = decisions.filter(({ undone }) => !undone);
  return standing.filter(({ outcome }, at) => {
    if (outcome !== 'approve') return true;
    const next = standing[at + 1];
    return next === undefined ? status !== 'awaiting_second_approval' && status !== 'in_review' : false;
  });
}

function daysBetween(from: Date, now: Date, zone: string): Map<string, Day> {
  const days = new Map<string, Day>();
  const last = DateTime.fromJSDate(now, { zone });
  for (let at = DateTime.fromJSDate(from, { zone }); at <= last; at = at.plus({ days: 1 })) {
    const day = at.toISODate() ?? '';
    days.set(day, { day, submitted: 0, approved: 0, rejected: 0, returned: 0 });
  }
  return days;
}

function add(day: Day | undefined, column: Exclude<keyof Day, 'day'>): void {
  if (day !== undefined) day[column] += 1;
}

function tenths(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}
