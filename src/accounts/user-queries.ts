import { isValidObjectId, Types } from 'mongoose';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { after } from '../http/page.js';
import { emailIndexOf } from './personal.js';
import { RESELLER_ROLES, type Principal } from './principal.js';
import { userModel, type UserRow } from './user-model.js';
import type { UserQuery } from './user-schemas.js';

/**
 * One user whom the caller may manage or see: within its own reseller, or anybody for the carrier.
 * @throws DomainError NOT_FOUND
 */
export async function findUser(deps: Pick<Deps, 'db'>, principal: Principal, id: string): Promise<UserRow> {
  const user = await findUserById(deps, id);
  if (user === null || (principal.resellerId !== null && principal.resellerId !== user.resellerId)) {
    throw new DomainError('NOT_FOUND');
  }
  return user;
}

export async function findUserById(deps: Pick<Deps, 'db'>, id: string): Promise<UserRow | null> {
  if (!isValidObjectId(id)) return null;
  return userModel(deps.db)
    .findOne({ _id: new Types.ObjectId(id) })
    .lean<UserRow>();
}

/** @param login an e-mail, or a staff number in any case */
export async function findUserByLogin(deps: Pick<Deps, 'db' | 'cipher'>, login: string): Promise<UserRow | null> {
  const filter = login.includes('@')
    ? { emailIndex: emailIndexOf(deps, login) }
    : { staffNumber: login.trim().toUpperCase() };
  return userModel(deps.db).findOne(filter).lean<UserRow>();
}

/** Newest first; one row more than asked for. A reseller's administrator sees its own users only. */
export async function listUsers(deps: Pick<Deps, 'db'>, principal: Principal, page: UserQuery): Promise<UserRow[]> {
  const resellerId = principal.resellerId ?? page.resellerId;
  // A reseller that names another one sees what it would see of nobody: nothing.
  const foreign =
    principal.resellerId !== null && page.resellerId !== undefined && page.resellerId !== principal.resellerId;
  if (foreign) return [];
  const { role, status } = page;
  return userModel(deps.db)
    .find({
      ...(resellerId === undefined ? {} : { resellerId }),
      ...(role === undefined ? {} : { role }),
      ...(status === undefined ? {} : { status }),
      ...after(page),
    })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .lean<UserRow[]>();
}

/** Whether a user of any reseller has this e-mail. */
export async function resellerUserWithEmail(deps: Pick<Deps, 'db' | 'cipher'>, email: string): Promise<boolean> {
  const found = await userModel(deps.db).exists({
    emailIndex: emailIndexOf(deps, email),
    role: { $in: [...RESELLER_ROLES] },
  });
  return found !== null;
}

/** Staff numbers by user id: how colleagues know each other, without anybody's name. */
export async function staffNumbers(deps: Pick<Deps, 'db'>, ids: readonly string[]): Promise<Record<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => isValidObjectId(id)).map((id) => new Types.ObjectId(id));
  const rows = await userModel(deps.db)
    .find({ _id: { $in: wanted } }, { staffNumber: 1 })
    .lean<Pick<UserRow, '_id' | 'staffNumber'>[]>();
  return Object.fromEntries(
    rows.flatMap(({ _id, staffNumber }) => (staffNumber === undefined ? [] : [[_id.toHexString(), staffNumber]])),
  );
}
