import type { Deps } from '../deps.js';
import type { AssignmentRow } from '../registry/assignment-model.js';
import { entityModel, type EntityRow } from './entity-model.js';
import { findEntityRow } from './entity-queries.js';

/**
 * The record `old` leads to another one, which takes over its names: papers that bear them still match. Call it inside the
 * transaction of the merge.
 * @returns the names that were added
 */
export async function joinEntities(
  deps: Pick<Deps, 'db'>,
  old: EntityRow,
  holder: Pick<AssignmentRow['holder'], 'uscc' | 'name' | 'entityType'>,
): Promise<string[]> {
  const { uscc, name, entityType } = holder;
  const known = await findEntityRow(deps, uscc);
  const has = new Set(known?.names.map((one) => one.name));
  const added = old.names.filter((one) => !has.has(one.name));
  await entityModel(deps.db).updateOne({ _id: old._id }, { $set: { mergedInto: uscc }, $inc: { version: 1 } });
  const { province, city, verified } = old;
  await entityModel(deps.db).updateOne(
    { _id: uscc },
    {
      $push: { names: { $each: added, $position: 0 } },
      $inc: { version: 1 },
      $setOnInsert: { name, entityType, province, city, verified },
    },
    { upsert: true },
  );
  return added.map((one) => one.name);
}

/** The way back; the other record stays, with the names it had. */
export async function partEntities(
  deps: Pick<Deps, 'db'>,
  from: string,
  into: string,
  names: readonly string[],
): Promise<void> {
  await entityModel(deps.db).updateOne({ _id: from }, { $set: { mergedInto: null }, $inc: { version: 1 } });
  await entityModel(deps.db).updateOne(
    { _id: into },
    { $pull: { names: { name: { $in: [...names] } } }, $inc: { version: 1 } },
  );
}
