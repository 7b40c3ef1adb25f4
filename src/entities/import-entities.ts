import type { Deps } from '../deps.js';
import type { AssignmentRow } from '../registry/assignment-model.js';
import { entityModel, type EntityRow } from './entity-model.js';

export type ImportedHolding = Pick<AssignmentRow, 'holder' | 'verified'>;

/**
 * Makes entities of an old register that are not known yet; what is known of one already is worth more than an old list.
 * Call it inside a transaction. @returns the USCCs of the new ones
 */
export async function createMissingEntities(
  deps: Pick<Deps, 'db'>,
  holdings: readonly ImportedHolding[],
  now: Date,
): Promise<Set<string>> {
  const first = new Map<string, ImportedHolding>();
  for (const item of holdings) if (!first.has(item.holder.uscc)) first.set(item.holder.uscc, item);
  const known = await entityModel(deps.db).distinct('_id', { _id: { $in: [...first.keys()] } });
  for (const uscc of known) first.delete(uscc);
  const rows: EntityRow[] = [...first.values()].map(({ holder: { uscc, name, ...place }, verified }) => ({
    _id: uscc,
    name,
    ...place,
    names: [{ name, since: now }],
    verified,
    mergedInto: null,
    version: 1,
  }));
  if (rows.length > 0) await entityModel(deps.db).insertMany(rows, { lean: true });
  return new Set(first.keys());
}

/** Removes entities that an import made and nothing changed since. Call it inside the transaction that undoes the import. */
export async function removeImportedEntities(deps: Pick<Deps, 'db'>, entities: readonly string[]): Promise<void> {
  await entityModel(deps.db).deleteMany({ _id: { $in: [...entities] }, version: 1 });
}
