import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { taskModel, type TaskKind, type TaskRow } from './task-model.js';

/** @throws DomainError WRONG_STATE when it is done already, or only an act that settles it may end it */
export async function closeTask(deps: Deps, principal: Principal, task: TaskRow): Promise<TaskRow> {
  if (task.kind === 'second_look_disagrees')
    throw new DomainError('WRONG_STATE', {
      detail: 'A senior settles it, which closes it: POST /applications/{id}/second-look/settlement',
      members: { from: task.status, allowed: [] },
    });
  const row = await inTransaction(deps.db, () => endTask(deps, principal, { _id: task._id }));
  if (row === null) throw new DomainError('WRONG_STATE', { members: { from: 'done', allowed: ['open'] } });
  return row;
}

/** The task of a kind about a thing is done with what the caller's transaction does; there may be none. */
export async function closeTaskAbout(
  deps: Deps,
  principal: Principal,
  kind: TaskKind,
  subject: TaskRow['subject'],
): Promise<void> {
  await endTask(deps, principal, { kind, 'subject.kind': subject.kind, 'subject.id': subject.id });
}

/** @returns null when no such task is open */
async function endTask(deps: Deps, principal: Principal, which: Record<string, unknown>): Promise<TaskRow | null> {
  const row = await taskModel(deps.db)
    .findOneAndUpdate(
      { ...which, status: 'open' },
      { $set: { status: 'done', closedAt: deps.clock.now(), closedBy: principal.actorId } },
      { returnDocument: 'after' },
    )
    .lean<TaskRow>();
  if (row === null) return null;
  await recordEvent(deps, {
    type: 'task.closed',
    subjects: [{ kind: 'task', id: row._id.toHexString() }],
    actor: actorOf(principal),
    resellerId: null,
    before: { status: 'open' },
    after: { status: 'done' },
    version: 2,
  });
  return row;
}
