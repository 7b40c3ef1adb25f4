import type { AssignmentChange, NumberChange } from '../events/changes.js';
import type { EventRow } from '../events/event-model.js';

/** What the events of a number say about it: its row as last written, who held it, which holds are open. */
export interface ReplayedNumber {
  /** Null when no event changed it: as its block made it. */
  readonly row: NumberChange | null;
  /** The oldest first. */
  readonly assignments: readonly AssignmentChange[];
  readonly openHolds: readonly string[];
  /** Versions between the first and the last that no event carries: changes without history. */
  readonly gaps: readonly number[];
}

/**
 * Rebuilds a number from its events, as known at an instant: events recorded later are not yet there. A correction is an
 * event like any other, so what was known before it can still be told. Pure.
 * @param events of the number, in any order
 */
export function replayNumber(
  number: string,
  events: readonly Pick<EventRow, 'changes' | 'recordedAt'>[],
  knownAt: Date | null = null,
): ReplayedNumber {
  const known = events
    .filter((event) => event.changes !== null && (knownAt === null || event.recordedAt <= knownAt))
    .map(({ changes }) => ({
      numbers: (changes?.numbers ?? []).filter((change) => change.number === number),
      assignments: (changes?.assignments ?? []).filter((change) => change.number === number),
      holds: (changes?.holds ?? []).filter((change) => change.number === number),
    }))
    // The number's version orders them: clocks of several processes do not.
    .sort((a, b) => latest(a.numbers) - latest(b.numbers));
  const rows = known.flatMap(({ numbers }) => numbers);
  const assignments = new Map(known.flatMap((change) => change.assignments.map((row) => [row.id, row] as const)));
  const holds = new Map(known.flatMap((change) => change.holds.map((hold) => [hold.id, hold.open] as const)));
  return {
    row: rows.at(-1) ?? null,
    assignments: [...assignments.values()].sort((a, b) => a.from.getTime() - b.from.getTime()),
    openHolds: [...holds].flatMap(([id, open]) => (open ? [id] : [])),
    gaps: gapsOf(rows.map(({ version }) => version)),
  };
}

function latest(rows: readonly NumberChange[]): number {
  return Math.max(0, ...rows.map(({ version }) => version));
}

function gapsOf(versions: readonly number[]): number[] {
  const seen = new Set(versions);
  const first = Math.min(...versions);
  return Array.from({ length: Math.max(0, Math.max(...versions) - first) }, (_, index) => first + index).filter(
    (version) => !seen.has(version),
  );
}
