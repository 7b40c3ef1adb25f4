import type { Deps } from '../deps.js';
import { hasBlocks } from '../registry/block-queries.js';
import { setupModel, type SetupRow } from './setup-model.js';

export async function setupRow(deps: Pick<Deps, 'db'>): Promise<SetupRow | null> {
  return setupModel(deps.db).findOne({ _id: 'setup' }).lean<SetupRow>();
}

/** Whether a new installation still waits for its first administrator; one that runs already, or a demonstration, does not. */
export async function isSetupOpen(deps: Pick<Deps, 'db' | 'config'>): Promise<boolean> {
  if (deps.config.DEMO) return false;
  const row = await setupRow(deps);
  return row === null ? !(await hasBlocks(deps)) : row.finishedAt === null;
}
