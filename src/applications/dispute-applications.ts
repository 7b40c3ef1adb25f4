import type { Deps } from '../deps.js';
import { OPEN_STATUSES } from '../domain/application-state.js';
import { applicationModel } from './application-model.js';

/**
 * Open applications about a number whose holder disputes it cannot be decided or accepted. The version is raised, so that a
 * decision being made at this moment collides. Call it inside the transaction of the dispute, whose event tells of it.
 */
export async function disputeApplications(deps: Pick<Deps, 'db'>, number: string, disputed: boolean): Promise<void> {
  await applicationModel(deps.db).updateMany(
    { numbers: number, status: { $in: [...OPEN_STATUSES] }, disputed: !disputed },
    { $set: { disputed }, $inc: { version: 1 } },
  );
}
