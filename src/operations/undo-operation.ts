import type { Deps } from '../deps.js';
import { inTransaction } from '../platform/mongo.js';
import { undoImport } from '../registry/undo-import.js';
import { moveOperation, stepOf } from './move-operation.js';
import { operationItemModel, type OperationItemRow } from './operation-item-model.js';
import type { OperationRow } from './operation-model.js';

const BATCH = 250;

/** Takes back what was done, last row first, in the same safe steps; what was touched since is `kept` and listed. */
export async function undoOperation(deps: Deps, operation: OperationRow): Promise<OperationRow> {
  while ((await undoStep(deps, operation)) > 0);
  return moveOperation(deps, operation, 'undone');
}

async function undoStep(deps: Deps, operation: OperationRow): Promise<number> {
  const operationId = operation._id.toHexString();
  const items = operationItemModel(deps.db);
  return inTransaction(deps.db, async () => {
    if (!(await stepOf(deps, operation, 'undoing'))) return 0;
    const done = await items
      .find({ operationId, status: 'done' })
      .sort({ row: -1 })
      .limit(BATCH)
      .lean<OperationItemRow[]>();
    if (done.length === 0) return 0;
    const imported = done.flatMap(({ number, before }) =>
      number === null || before === null ? [] : [{ number, before }],
    );
    const { by, reason } = operation.undo ?? { by: operation.author, reason: operation.reason };
    const context = { operationId, actor: by, reason, now: deps.clock.now() };
    const undone = await undoImport(deps, imported, context);
    const isUndone = ({ number }: OperationItemRow) => number !== null && undone.has(number);
    for (const [status, moved] of [
      ['undone', done.filter(isUndone)],
      ['kept', done.filter((item) => !isUndone(item))],
    ] as const)
      if (moved.length > 0) await items.updateMany({ _id: { $in: moved.map(({ _id }) => _id) } }, { $set: { status } });
    return done.length;
  });
}
