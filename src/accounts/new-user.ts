import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import { sealUser, type PersonalOfUser } from './personal.js';
import type { UserRow } from './user-model.js';

/** An active account that nobody has signed in to. @param account what differs from staff without a limit of scope */
export function newUser(
  deps: Pick<Deps, 'clock' | 'cipher'>,
  person: PersonalOfUser,
  account: Pick<UserRow, 'role' | 'passwordHash'> & Partial<Omit<UserRow, '_id'>>,
): UserRow {
  const _id = new Types.ObjectId();
  return {
    _id,
    ...sealUser(deps, _id.toHexString(), person),
    resellerId: null,
    uscc: null,
    scope: { carriers: null, provinces: null },
    mustChangePassword: false,
    totp: null,
    invitation: null,
    sessionEpoch: 0,
    credentialActs: [],
    status: 'active',
    version: 1,
    createdAt: deps.clock.now(),
    ...account,
  };
}
