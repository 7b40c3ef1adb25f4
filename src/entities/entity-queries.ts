import type { Deps } from '../deps.js';
import { entityModel, type EntityRow } from './entity-model.js';

export async function findEntityRow(deps: Pick<Deps, 'db'>, uscc: string): Promise<EntityRow | null> {
  return entityModel(deps.db).findOne({ _id: uscc }).lean<EntityRow>();
}

/** Every name an entity has or had in the register, the oldest first. */
export async function namesOfEntity(deps: Pick<Deps, 'db'>, uscc: string): Promise<string[]> {
  return ((await findEntityRow(deps, uscc))?.names ?? []).map(({ name }) => name);
}
