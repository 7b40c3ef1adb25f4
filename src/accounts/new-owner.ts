import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import { sealUser, type PersonalOfUser } from './personal.js';
import { userModel, type UserRow } from './user-model.js';

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
  const _id = new Types.ObjectId();
  const user: UserRow = {
    _id,
    ...sealUser(deps, _id.toHexString(), person),
    role: 'entity_user',
    resellerId: null,
    uscc: null,
    scope: { carriers: null, provinces: null },
    passwordHash,
    mustChangePassword: false,
    totp: null,
    invitation: null,
    sessionEpoch: 0,
    credentialActs: [],
    status: 'active',
    version: 1,
    createdAt: deps.clock.now(),
  };
  await userModel(deps.db).insertMany([user]);
  return _id.toHexString();
}
