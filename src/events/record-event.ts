import type { Deps } from '../deps.js';
import type { Principal } from '../accounts/principal.js';
import { takeNotes } from '../platform/transaction-notes.js';
import type { Changes } from './changes.js';
import { noteJustChanged } from './just-changed.js';
import { eventModel, type EventRow, type EventSubject } from './event-model.js';

export type Actor = EventRow['actor'];
export const SYSTEM: Actor = { kind: 'system', id: 'system' };

export function actorOf(principal: Principal | null): Actor {
  return principal === null ? SYSTEM : { kind: principal.kind, id: principal.actorId };
}

export interface NewEvent {
  readonly type: string;
  readonly subjects: readonly EventSubject[];
  readonly actor: Actor;
  readonly resellerId: string | null;
  readonly reason?: string | null;
  readonly effectiveAt?: Date;
  readonly before?: Record<string, unknown> | null;
  readonly after?: Record<string, unknown> | null;
  readonly version: number;
}

type RecordDeps = Pick<Deps, 'db' | 'clock' | 'metrics'>;

/**
 * Writes the change's one event with all rows that were noted as changed. Call it inside the transaction that makes the
 * change, exactly once, last.
 */
export async function recordEvent(deps: RecordDeps, event: NewEvent): Promise<void> {
  await recordEvents(deps, [{ ...event, changes: takeNotes() }]);
}

/** Many changes of one kind in one transaction, each with its own event, which carries the rows it left behind. */
export async function recordEvents(
  deps: RecordDeps,
  events: readonly (NewEvent & { readonly changes: Changes | null })[],
): Promise<void> {
  const now = deps.clock.now();
  noteJustChanged(
    deps.db,
    events.flatMap(({ subjects }) => subjects.filter(({ kind }) => kind === 'number').map(({ id }) => id)),
  );
  await eventModel(deps.db).insertMany(
    events.map((event) => ({
      type: event.type,
      subjects: [...event.subjects],
      resellerId: event.resellerId,
      actor: event.actor,
      reason: event.reason ?? null,
      effectiveAt: event.effectiveAt ?? now,
      recordedAt: now,
      before: event.before ?? null,
      after: event.after ?? null,
      changes: event.changes,
      version: event.version,
      seq: null,
    })),
    // Whole rows of thousands of events need no second look.
    { lean: events.length > 1 },
  );
  for (const { type } of events) deps.metrics.events.inc({ type });
}
