import type { Deps } from '../deps.js';
import { userModel } from './user-model.js';

/**
 * The user acts for this legal entity from now on. Call it inside the transaction of the claim, whose event names the user.
 * @throws Error when there is no such user: a claim without claimant must not take effect
 */
export async function actForEntity(deps: Pick<Deps, 'db'>, userId: string, uscc: string): Promise<void> {
  const changed = await userModel(deps.db).updateOne(
    { _id: userId, role: 'entity_user', status: 'active' },
    { $set: { uscc }, $inc: { version: 1 } },
  );
  if (changed.matchedCount === 0) throw new Error('the claimant has no account');
}

/**
 * Users act for another record of their entity. Call it inside the transaction of a merge.
 * @returns their ids
 */
export async function moveOwners(
  deps: Pick<Deps, 'db'>,
  which: Readonly<Record<string, unknown>>,
  uscc: string,
): Promise<string[]> {
  const users = await userModel(deps.db)
    .find({ ...which, role: 'entity_user' }, { _id: 1 })
    .lean();
  const ids = users.map(({ _id }) => _id.toHexString());
  await userModel(deps.db).updateMany({ _id: { $in: ids } }, { $set: { uscc }, $inc: { version: 1 } });
  return ids;
}
