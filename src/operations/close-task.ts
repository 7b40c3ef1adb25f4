import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { taskModel, type TaskRow } from './task-model.js';

/** @throws DomainError WRONG_STATE when it is done already */
export async function closeTask(deps: Deps, principal: Principal, task: TaskRow): Promise<TaskRow> {
  return inTransaction(deps.db, async () => {
    const row = await taskModel(deps.db)
      .findOneAndUpdate(
        { _id: task._id, status: 'open' },
        { $set: { status: 'done', closedAt: deps.clock.now(), closedBy: principal.actorId } },
        { returnDocument: 'after' },
      )
      .lean<TaskRow>();
    if (row === null) throw new DomainError('WRONG_STATE', { members: { from: 'done', allowed: ['open'] } });
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
  });
}
