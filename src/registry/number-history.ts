import type { Deps } from '../deps.js';
import type { AssignmentChange } from '../events/changes.js';
import type { EventRow } from '../events/event-model.js';
import { eventsOf } from '../events/event-queries.js';
import { assignmentsOfNumber } from './number-queries.js';
import { replayNumber } from './replay.js';
import { assignmentChange } from './write-assignment.js';

export interface NumberHistory {
  /** The oldest first. */
  readonly assignments: readonly AssignmentChange[];
  readonly events: readonly EventRow[];
}

/**
 * Bitemporal: who was accountable and when, as the register knew it at an instant. What is known now stands in the
 * assignments; what was known before is told by the events recorded until then.
 */
export async function historyOf(deps: Deps, number: string, knownAt: Date | null): Promise<NumberHistory> {
  const events = await eventsOf(deps.db, 'number', number);
  if (knownAt === null) return { events, assignments: (await assignmentsOfNumber(deps, number)).map(assignmentChange) };
  return {
    events: events.filter((event) => event.recordedAt <= knownAt),
    assignments: replayNumber(number, events, knownAt).assignments,
  };
}
