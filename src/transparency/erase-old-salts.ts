import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { logLeafModel } from './log-leaf-model.js';

/** Records are kept until two years after they were replaced (domain.md §1); the leaf itself stays for ever and says nothing. */
const YEARS_KEPT = 2;

/** Destroys records and salts that are no longer to be kept. @returns how many */
export async function eraseOldSalts(deps: Pick<Deps, 'db' | 'clock'>): Promise<number> {
  const limit = DateTime.fromJSDate(deps.clock.now()).minus({ years: YEARS_KEPT }).toJSDate();
  const erased = await logLeafModel(deps.db).updateMany(
    { salt: { $type: 'string' }, supersededAt: { $lte: limit } },
    { $set: { salt: null, record: null } },
  );
  return erased.modifiedCount;
}
