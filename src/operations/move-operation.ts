import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { recordEvent, type Actor } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { operationModel, type OperationRow, type OperationStatus } from './operation-model.js';

/** From where an operation may come to a status. */
const FROM: Readonly<Partial<Record<OperationStatus, readonly OperationStatus[]>>> = {
  running: ['profiled'],
  cancelled: ['profiled'],
  done: ['running'],
  undoing: ['done', 'running'],
  undone: ['undoing'],
};

/**
 * Moves an operation on and records it. Being there already is no fault: two workers may finish the same one.
 * @throws DomainError WRONG_STATE with `from` and `allowed`
 */
export async function moveOperation(
  deps: Deps,
  operation: OperationRow,
  to: OperationStatus,
  by: { readonly actor: Actor; readonly reason: string } = { actor: operation.author, reason: operation.reason },
): Promise<OperationRow> {
  const allowed = FROM[to] ?? [];
  const undo = to === 'undoing' ? { undo: { by: by.actor, reason: by.reason, at: deps.clock.now() } } : {};
  const ended = to === 'done' || to === 'undone' || to === 'cancelled' ? { endedAt: deps.clock.now() } : {};
  return inTransaction(deps.db, async () => {
    const row = await operationModel(deps.db)
      .findOneAndUpdate(
        { _id: operation._id, status: { $in: [...allowed] } },
        { $set: { status: to, ...undo, ...ended }, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<OperationRow>();
    if (row === null) {
      const present = await operationModel(deps.db).findOne({ _id: operation._id }).orFail().lean<OperationRow>();
      if (present.status === to) return present;
      throw new DomainError('WRONG_STATE', { members: { from: present.status, allowed } });
    }
    await recordEvent(deps, {
      type: `operation.${to}`,
      subjects: [{ kind: 'operation', id: row._id.toHexString() }],
      actor: by.actor,
      resellerId: null,
      reason: by.reason,
      before: { status: operation.status },
      after: { status: to },
      version: row.version,
    });
    return row;
  });
}

/**
 * Joins a step's transaction with the operation's status: a step of a run that is being undone finds it gone, or collides.
 * @returns whether the operation is still in this status
 */
export async function stepOf(
  deps: Pick<Deps, 'db'>,
  operation: Pick<OperationRow, '_id'>,
  status: OperationStatus,
): Promise<boolean> {
  const touched = await operationModel(deps.db).updateOne({ _id: operation._id, status }, { $inc: { steps: 1 } });
  return touched.modifiedCount === 1;
}
