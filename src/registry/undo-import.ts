import type { Deps } from '../deps.js';
import { removeImportedEntities } from '../entities/import-entities.js';
import type { Changes } from '../events/changes.js';
import { recordEvents, type NewEvent } from '../events/record-event.js';
import { assignmentModel, type AssignmentRow } from './assignment-model.js';
import { holdModel } from './hold-model.js';
import type { ImportContext, ImportedBefore } from './import-numbers.js';
import { numberChange } from './note-number.js';
import { numberModel, type NumberRow } from './number-model.js';
import { assignmentChange } from './write-assignment.js';

export interface ImportedItem {
  readonly number: string;
  readonly before: ImportedBefore;
}

/**
 * Takes imported numbers out again: rows, assignments, holds and entities are as before the import, except the numbers'
 * versions, which only ever rise. A number that was touched since is left alone. Call it inside a transaction.
 * @returns the numbers that were taken out
 */
export async function undoImport(
  deps: Pick<Deps, 'db' | 'clock' | 'metrics'>,
  items: readonly ImportedItem[],
  context: ImportContext,
): Promise<Set<string>> {
  const digits = items.map(({ number }) => number);
  const rows = byId(
    await numberModel(deps.db)
      .find({ _id: { $in: digits } })
      .lean<NumberRow[]>(),
  );
  const live = new Map(
    (
      await assignmentModel(deps.db)
        .find({ number: { $in: digits }, live: true })
        .lean<AssignmentRow[]>()
    ).map((row) => [row.number, row] as const),
  );
  const untouched = items.flatMap(({ number, before }) => {
    const row = rows.get(number);
    const assignment = live.get(number);
    if (row === undefined || assignment === undefined) return [];
    const same = row.version === before.version && assignment._id.toHexString() === before.assignmentId;
    return same ? [{ before, row, assignment }] : [];
  });
  if (untouched.length === 0) return new Set();
  await restoreRows(deps, untouched);
  await assignmentModel(deps.db).deleteMany({ _id: { $in: untouched.map(({ assignment }) => assignment._id) } });
  const holdIds = untouched.flatMap(({ before }) => before.holdId ?? []);
  if (holdIds.length > 0) await holdModel(deps.db).deleteMany({ _id: { $in: holdIds } });
  await removeEntities(deps, untouched);
  await recordEvents(
    deps,
    untouched.map((item) => undoneEvent(item, context)),
  );
  return new Set(untouched.map(({ row }) => row._id));
}

interface Undone {
  readonly row: NumberRow;
  readonly assignment: AssignmentRow;
  readonly before: ImportedBefore;
}

/**
 * All at once instead of one by one. No filter need compare versions: the rows were read in this transaction, and a change
 * since then collides with it.
 */
async function restoreRows(deps: Pick<Deps, 'db'>, undone: readonly Undone[]): Promise<void> {
  const made = undone.flatMap(({ row, before }) => (before.row === null ? [row._id] : []));
  if (made.length > 0) await numberModel(deps.db).deleteMany({ _id: { $in: made } });
  const replaced = undone.flatMap(({ row: { _id, version }, before }) =>
    before.row === null
      ? []
      : [{ replaceOne: { filter: { _id }, replacement: { ...before.row, version: version + 1 } } }],
  );
  if (replaced.length > 0) await numberModel(deps.db).bulkWrite(replaced);
}

/** An entity the import made goes when nothing else came to stand on it meanwhile. */
async function removeEntities(deps: Pick<Deps, 'db'>, undone: readonly Undone[]): Promise<void> {
  const made = undone.filter(({ before }) => before.entityCreated).map(({ assignment }) => assignment.holder.uscc);
  const held = await assignmentModel(deps.db).distinct('holder.uscc', { 'holder.uscc': { $in: made } });
  const free = made.filter((uscc) => !held.includes(uscc));
  await removeImportedEntities(deps, free);
}

/** As if nobody had held it: from its first moment to the same moment. */
function undoneEvent(
  { row, assignment, before }: Undone,
  { operationId, actor, reason }: ImportContext,
): NewEvent & { readonly changes: Changes } {
  const status = before.row?.status ?? null;
  const after = { ...(before.row ?? { ...row, resellerId: null, uscc: null }), version: row.version + 1 };
  return {
    type: 'number.import_undone',
    subjects: [
      { kind: 'number', id: row._id },
      { kind: 'operation', id: operationId },
    ],
    actor,
    resellerId: row.resellerId,
    reason,
    before: { status: row.status },
    after: { status },
    version: after.version,
    changes: {
      numbers: [{ ...numberChange(after), status: status ?? 'removed' }],
      assignments: [assignmentChange({ ...assignment, until: assignment.from })],
      ...(before.holdId === null ? {} : { holds: [{ id: before.holdId, number: row._id, open: false }] }),
    },
  };
}

function byId<Row extends { readonly _id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row._id, row]));
}
