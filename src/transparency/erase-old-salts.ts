import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { logLeafModel } from './log-leaf-model.js';

/**
 * Destroys records and salts that are no longer to be kept: two years after they were replaced (domain.md §1), or as the
 * policy says. The leaf itself stays for ever and says nothing. @returns how many
 */
export async function eraseOldSalts(deps: Pick<Deps, 'db' | 'clock' | 'policy'>): Promise<number> {
  const limit = DateTime.fromJSDate(deps.clock.now()).minus({ years: deps.policy.recordKeepYears }).toJSDate();
  const erased = await logLeafModel(deps.db).updateMany(
    { salt: { $type: 'string' }, supersededAt: { $lte: limit } },
    { $set: { salt: null, record: null } },
  );
  return erased.modifiedCount;
}
