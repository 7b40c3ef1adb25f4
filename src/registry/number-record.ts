import type { Deps } from '../deps.js';
import type { EventRow } from '../events/event-model.js';
import { eventsOf } from '../events/event-queries.js';
import type { AssignmentRow } from './assignment-model.js';
import { holdModel, type HoldRow } from './hold-model.js';
import { numberModel, type NumberRow } from './number-model.js';
import { assignmentsOfNumber } from './number-queries.js';

/** Events of a number that everybody may know of, by their public names (contract: *Lookup*). */
export const PUBLIC_EVENTS = {
  'number.activated': 'activated',
  'number.suspended': 'suspended',
  'number.reinstated': 'reinstated',
  'number.transferred': 'transferred',
  'number.disconnected': 'disconnected',
} as const;

/** All the registry holds about one number, unprojected. */
export interface NumberRecord {
  readonly number: NumberRow;
  /** Oldest first. */
  readonly assignments: readonly AssignmentRow[];
  /** Public kinds only, oldest first. */
  readonly events: readonly Pick<EventRow, 'type' | 'effectiveAt'>[];
  readonly holds: readonly HoldRow[];
}

/** The number's row, whoever asks; null when no block of this registry holds it. */
export async function findNumberRow(deps: Pick<Deps, 'db'>, number: string): Promise<NumberRow | null> {
  return numberModel(deps.db).findOne({ _id: number }).lean<NumberRow>();
}

/**
 * What belongs to a row that was just read: one indexed read a collection, side by side. They may show more than the row's
 * version, never less.
 */
export async function loadNumberRecord(deps: Deps, number: NumberRow): Promise<NumberRecord> {
  const [assignments, events, holds] = await Promise.all([
    assignmentsOfNumber(deps, number._id),
    eventsOf(deps.db, 'number', number._id, Object.keys(PUBLIC_EVENTS)),
    holdModel(deps.db).find({ number: number._id }).lean<HoldRow[]>(),
  ]);
  return { number, assignments, events, holds };
}
