import type { Deps } from '../deps.js';
import { newUser } from './new-user.js';
import type { PersonalOfUser } from './personal.js';
import { userModel } from './user-model.js';

/**
 * The account of somebody who claims an entity's numbers: it acts for nobody until the claim took effect. Call it inside
 * the claim's transaction, whose event names the user.
 * @throws the index's error (`takenAccount`) when the e-mail has an account
 */
export async function insertOwner(
  deps: Pick<Deps, 'db' | 'clock' | 'cipher'>,
  person: PersonalOfUser,
  passwordHash: string,
): Promise<string> {
  const user = newUser(deps, person, { role: 'entity_user', passwordHash });
  await userModel(deps.db).insertMany([user]);
  return user._id.toHexString();
}
