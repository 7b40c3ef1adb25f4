import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import { recordEvent, SYSTEM } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { taskModel, type TaskRow } from './task-model.js';

/** Asks a person at the carrier for something, once: while such a task about the same thing is open nothing happens. */
export async function openTask(
  deps: Pick<Deps, 'db' | 'clock' | 'metrics'>,
  task: Pick<TaskRow, 'kind' | 'subject' | 'facts'>,
): Promise<void> {
  await inTransaction(deps.db, () => putTask(deps, task));
}

/** The same inside the caller's transaction, with an event of its own. */
export async function putTask(
  deps: Pick<Deps, 'db' | 'clock' | 'metrics'>,
  task: Pick<TaskRow, 'kind' | 'subject' | 'facts'>,
): Promise<void> {
  const { kind, subject, facts } = task;
  const _id = new Types.ObjectId();
  const opened = await taskModel(deps.db).updateOne(
    { kind, 'subject.kind': subject.kind, 'subject.id': subject.id, status: 'open' },
    { $setOnInsert: { _id, facts, subject, openedAt: deps.clock.now(), closedAt: null, closedBy: null } },
    { upsert: true },
  );
  if (opened.upsertedCount === 0) return;
  await recordEvent(deps, {
    type: 'task.opened',
    subjects: [{ kind: 'task', id: _id.toHexString() }],
    actor: SYSTEM,
    resellerId: null,
    after: { kind, subject },
    version: 1,
  });
}
