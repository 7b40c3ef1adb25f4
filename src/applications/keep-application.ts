import type { Deps } from '../deps.js';
import type { EventSubject } from '../events/event-model.js';
import { recordEvent, type Actor } from '../events/record-event.js';
import { applicationModel, type ApplicationRow } from './application-model.js';

/** Keeps a new draft and records it. Call it inside a transaction, last. */
export async function keepApplication(
  deps: Pick<Deps, 'db' | 'clock' | 'metrics'>,
  row: ApplicationRow,
  actor: Actor,
  subjects: readonly EventSubject[] = [],
): Promise<void> {
  await applicationModel(deps.db).insertMany([row]);
  await recordEvent(deps, {
    type: 'application.created',
    subjects: [
      { kind: 'application', id: row._id.toHexString() },
      ...row.numbers.map((number) => ({ kind: 'number' as const, id: number })),
      ...subjects,
    ],
    actor,
    resellerId: row.resellerId,
    after: { status: row.status, kind: row.kind },
    version: row.version,
  });
}
