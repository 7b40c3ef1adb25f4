import { z } from 'zod';
import type { Deps } from '../deps.js';
import { openPersonal, sealPersonal } from './sealed.js';
import type { UserRow } from './user-model.js';

const personalSchema = z.object({ email: z.string(), name: z.string() });
export type PersonalOfUser = z.output<typeof personalSchema>;

/** Sealed e-mail and name, and the blind index by which the e-mail is found. */
export function sealUser(
  deps: Pick<Deps, 'cipher'>,
  userId: string,
  { email, name }: PersonalOfUser,
): Pick<UserRow, 'personal' | 'emailIndex'> {
  return { personal: sealPersonal(deps, `user:${userId}`, { email, name }), emailIndex: emailIndexOf(deps, email) };
}

export function openUser(deps: Pick<Deps, 'cipher'>, user: Pick<UserRow, '_id' | 'personal'>): PersonalOfUser {
  return openPersonal(deps, `user:${user._id.toHexString()}`, user.personal, personalSchema);
}

/** Addresses differ by case only for machines of the last century. */
export function emailIndexOf(deps: Pick<Deps, 'cipher'>, email: string): string {
  return deps.cipher.blindIndex('user-email', email.trim().toLowerCase());
}
