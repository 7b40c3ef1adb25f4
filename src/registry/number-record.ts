import type { Deps } from '../deps.js';
import { groupBy } from '../domain/group-by.js';
import type { EventRow } from '../events/event-model.js';
import { eventsOf, eventsOfSeveral } from '../events/event-queries.js';
import { assignmentModel, type AssignmentRow } from './assignment-model.js';
import { holdModel, type HoldRow } from './hold-model.js';
import { numberModel, type NumberRow, type NumberShowing } from './number-model.js';
import { numbersByDigits } from './number-queries.js';

/** Events of a number that everybody may know of, by their public names (contract: *Lookup*). */
export const PUBLIC_EVENTS = {
  'number.activated': 'activated',
  'number.imported': 'imported',
  'number.suspended': 'suspended',
  'number.reinstated': 'reinstated',
  'number.transferred': 'transferred',
  'number.disconnected': 'disconnected',
  'number.returned': 'returned',
} as const;

/** All the registry holds about one number, unprojected. */
export interface NumberRecord {
  readonly number: NumberRow;
  /** Oldest first. */
  readonly assignments: readonly AssignmentRow[];
  /** Public kinds only, oldest first. */
  readonly events: readonly Pick<EventRow, 'type' | 'effectiveAt' | 'seq'>[];
  readonly holds: readonly HoldRow[];
}

/** The number's row, whoever asks; null when no block of this registry holds it. */
export async function findNumberRow(
  deps: Pick<Deps, 'db'>,
  number: string,
): Promise<(NumberRow & NumberShowing) | null> {
  return numberModel(deps.db).findOne({ _id: number }).select('+proof +shown').lean<NumberRow & NumberShowing>();
}

/**
 * What belongs to a row that was just read. It is copied into the row for the next reader, unless the row changed meanwhile;
 * without such a copy of this version it takes one indexed read a collection, side by side, and these may show more than the
 * row's version, never less (decision 140).
 */
export async function loadNumberRecord(
  deps: Pick<Deps, 'db'>,
  number: NumberRow & NumberShowing,
): Promise<NumberRecord> {
  const { shown } = number;
  if (shown?.version === number.version) return { number, ...shown };
  const [assignments, events, holds] = await Promise.all([
    assignmentModel(deps.db).find({ number: number._id }).sort({ from: 1 }).lean<AssignmentRow[]>(),
    eventsOf(deps.db, 'number', number._id, Object.keys(PUBLIC_EVENTS)),
    holdModel(deps.db).find({ number: number._id }).lean<HoldRow[]>(),
  ]);
  const facts = { assignments, events: asCorrected(events, assignments), holds };
  await numberModel(deps.db).updateOne(
    { _id: number._id, version: number.version },
    { $set: { shown: { version: number.version, ...facts } } },
  );
  return { number, ...facts };
}

/**
 * When a holder's time began or ended is what its assignment says by now: a correction moves the date of the event that
 * the public sees, and leaves the event itself as it was.
 */
function asCorrected(events: readonly EventRow[], assignments: readonly AssignmentRow[]): NumberRecord['events'] {
  const terms = new Map(assignments.map((row) => [row._id.toHexString(), row]));
  return events
    .map(({ type, effectiveAt, seq, changes }) => {
      const ends = type === 'number.disconnected';
      const written = changes?.assignments?.find(({ id, until }) => terms.has(id) && ends === (until !== null));
      const term = terms.get(written?.id ?? '');
      return { type, seq, effectiveAt: (ends ? term?.until : term?.from) ?? effectiveAt };
    })
    .sort((a, b) => a.effectiveAt.getTime() - b.effectiveAt.getTime());
}

/** The records of many numbers with four reads in all; a number without a row is left out. */
export async function loadNumberRecords(
  deps: Pick<Deps, 'db'>,
  numbers: readonly string[],
): Promise<Map<string, NumberRecord>> {
  const among = { number: { $in: [...numbers] } };
  // One after the other: inside a transaction they must be.
  const rows = await numbersByDigits(deps, numbers);
  const assignments = await assignmentModel(deps.db).find(among).sort({ from: 1 }).lean<AssignmentRow[]>();
  const holds = await holdModel(deps.db).find(among).lean<HoldRow[]>();
  const events = await eventsOfSeveral(deps.db, 'number', numbers, Object.keys(PUBLIC_EVENTS));
  const assignmentsOf = groupBy(assignments, (row) => [row.number]);
  const holdsOf = groupBy(holds, (row) => [row.number]);
  return new Map(
    rows.map((number) => [
      number._id,
      {
        number,
        assignments: assignmentsOf.get(number._id) ?? [],
        holds: holdsOf.get(number._id) ?? [],
        events: asCorrected(events.get(number._id) ?? [], assignmentsOf.get(number._id) ?? []),
      },
    ]),
  );
}
