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
  readonly number: NumberRow | null;
  /** Oldest first. */
  readonly assignments: readonly AssignmentRow[];
  /** Public kinds only, oldest first. */
  readonly events: readonly Pick<EventRow, 'type' | 'effectiveAt'>[];
  readonly holds: readonly HoldRow[];
}

/** One indexed read a collection, side by side; they may straddle a change, which the projection has to bear. */
export async function loadNumberRecord(deps: Deps, number: string): Promise<NumberRecord> {
  const [row, assignments, events, holds] = await Promise.all([
    numberModel(deps.db).findOne({ _id: number }).lean<NumberRow>(),
    assignmentsOfNumber(deps, number),
    eventsOf(deps.db, 'number', number, Object.keys(PUBLIC_EVENTS)),
    holdModel(deps.db).find({ number }).lean<HoldRow[]>(),
  ]);
  return { number: row, assignments, events, holds };
}
