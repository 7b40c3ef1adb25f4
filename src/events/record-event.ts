import type { Deps } from '../deps.js';
import type { Principal } from '../accounts/principal.js';
import { takeNotes } from '../platform/transaction-notes.js';
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

/**
 * Writes the change's one event with all rows that were noted as changed. Call it inside the transaction that makes the
 * change, exactly once, last.
 */
export async function recordEvent(deps: Pick<Deps, 'db' | 'clock' | 'metrics'>, event: NewEvent): Promise<void> {
  const now = deps.clock.now();
  await eventModel(deps.db).insertMany([
    {
      type: event.type,
      subjects: [...event.subjects],
      resellerId: event.resellerId,
      actor: event.actor,
      reason: event.reason ?? null,
      effectiveAt: event.effectiveAt ?? now,
      recordedAt: now,
      before: event.before ?? null,
      after: event.after ?? null,
      changes: takeNotes(),
      version: event.version,
      seq: null,
    },
  ]);
  deps.metrics.events.inc({ type: event.type });
}
