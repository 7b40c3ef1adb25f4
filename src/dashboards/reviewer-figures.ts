import type { ApplicationRow, DecisionRow, SecondLookRow } from '../applications/application-model.js';
import { median } from './median.js';

/** What the figures of reviewers are made from: codes, counts, times and ids of staff. */
export type DecidedApplication = Pick<ApplicationRow, 'status' | 'decisions' | 'secondLook'>;

/** How one reviewer worked in a time. Shares are left to the reader: part and whole. */
export interface ReviewerFigures {
  readonly decided: number;
  /** From taking a case to the decision; null where no decision of the time says since when. */
  readonly medianSeconds: number | null;
  /** Decisions another person judged too, and those it judged otherwise. */
  readonly compared: number;
  readonly disagreed: number;
  /** Decisions that a senior took back, or that a contest proved wrong. */
  readonly overturned: number;
  /** Fields of what was approved, and those whose place was never on screen. */
  readonly fields: number;
  readonly unshown: number;
}

/** The middle of a team; shares 0–1, null where too few have any. */
export interface TeamFigures {
  readonly reviewers: number;
  readonly decided: number | null;
  readonly medianSeconds: number | null;
  readonly disagreed: number | null;
  readonly overturned: number | null;
  readonly unshown: number | null;
}

/** With fewer the middle would be the figures of a colleague one can name. */
export const SMALLEST_TEAM = 3;

const APPROVED: ReadonlySet<DecidedApplication['status']> = new Set(['approved', 'activated']);

interface Tally extends Record<'decided' | 'compared' | 'disagreed' | 'overturned' | 'fields' | 'unshown', number> {
  readonly seconds: number[];
}

/** Figures by reviewer, of the decisions made since `from` that were not taken back by their author. */
export async function reviewerFigures(
  rows: AsyncIterable<DecidedApplication>,
  from: Date,
): Promise<ReadonlyMap<string, ReviewerFigures>> {
  const tallies = new Map<string, Tally>();
  const tallyOf = (by: string) => {
    const tally = tallies.get(by) ?? newTally();
    tallies.set(by, tally);
    return tally;
  };
  for await (const { status, decisions, secondLook } of rows) {
    const standing = decisions.filter(({ undone }) => !undone);
    for (const [at, decision] of standing.entries())
      if (decision.at >= from) count(tallyOf(decision.by), decision, standing.slice(at + 1), status);
    if (secondLook != null) countSecondLook(tallyOf, secondLook, standing, from);
  }
  return new Map(
    [...tallies].map(([by, { seconds, ...counts }]) => [by, { ...counts, medianSeconds: rounded(median(seconds)) }]),
  );
}

function newTally(): Tally {
  return { decided: 0, seconds: [], compared: 0, disagreed: 0, overturned: 0, fields: 0, unshown: 0 };
}

function count(
  tally: Tally,
  decision: DecisionRow,
  later: readonly DecisionRow[],
  status: DecidedApplication['status'],
): void {
  const { work } = decision;
  const next = later[0];
  tally.decided += 1;
  if (work !== undefined) tally.seconds.push((decision.at.getTime() - work.claimedAt.getTime()) / 1000);
  if (judgedAgain(decision, next)) {
    tally.compared += 1;
    if (next.outcome !== 'approve') tally.disagreed += 1;
  }
  if (decision.rescindedAt !== undefined || wonByContest(decision, later, status)) tally.overturned += 1;
  tally.fields += work?.fields?.all ?? 0;
  tally.unshown += work?.fields?.unshown ?? 0;
}

/** The first reviewer was compared; the second one worked, too. */
function countSecondLook(
  tallyOf: (by: string) => Tally,
  { first, second, settlement }: SecondLookRow,
  standing: readonly DecisionRow[],
  from: Date,
): void {
  if (second === null) return;
  if (second.at >= from) {
    const tally = tallyOf(second.by);
    tally.decided += 1;
    tally.seconds.push((second.at.getTime() - second.claimedAt.getTime()) / 1000);
  }
  if (first.at < from) return;
  const tally = tallyOf(first.by);
  tally.compared += 1;
  if ((first.outcome === 'approve') !== (second.outcome === 'approve')) tally.disagreed += 1;
  const rescinded = standing.some(
    ({ at, rescindedAt }) => at.getTime() === first.at.getTime() && rescindedAt !== undefined,
  );
  if (settlement?.side === 'second' && !rescinded) tally.overturned += 1;
}

/** A first approval that a second person then confirmed or refused. */
function judgedAgain(decision: DecisionRow, next: DecisionRow | undefined): next is DecisionRow {
  return (
    decision.outcome === 'approve' &&
    decision.rescindedAt === undefined &&
    next !== undefined &&
    next.by !== decision.by
  );
}

/**
 * The applicant did not give what was asked for but contested a check it had not before, and that was approved for good: a
 * first approval proves nothing.
 */
function wonByContest(
  decision: DecisionRow,
  later: readonly DecisionRow[],
  status: DecidedApplication['status'],
): boolean {
  const last = later.at(-1);
  if (decision.outcome !== 'request_information' || last === undefined || last.rescindedAt !== undefined) return false;
  if (!APPROVED.has(status) || later.some(({ outcome }) => outcome !== 'approve')) return false;
  const before = new Set(decision.work?.contested ?? []);
  return (last.work?.contested ?? []).some((code) => !before.has(code));
}

/** The middle of all reviewers; null for a team too small to keep its members' figures to themselves. */
export function teamFigures(all: readonly ReviewerFigures[]): TeamFigures | null {
  if (all.length < SMALLEST_TEAM) return null;
  const shares = (part: 'disagreed' | 'overturned' | 'unshown', whole: 'compared' | 'decided' | 'fields') =>
    middle(all.flatMap((each) => (each[whole] === 0 ? [] : [each[part] / each[whole]])));
  return {
    reviewers: all.length,
    decided: median(all.map(({ decided }) => decided)),
    medianSeconds: rounded(middle(all.flatMap(({ medianSeconds }) => (medianSeconds === null ? [] : [medianSeconds])))),
    disagreed: shares('disagreed', 'compared'),
    overturned: shares('overturned', 'decided'),
    unshown: shares('unshown', 'fields'),
  };
}

/** Of those who have a value: of two, each would know the other's. */
function middle(values: readonly number[]): number | null {
  return values.length < SMALLEST_TEAM ? null : median(values);
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
