import type { Deps } from '../deps.js';
import { acceptedStep, openTotp } from './totp.js';
import { userModel, type UserRow } from './user-model.js';

/**
 * Uses up a one-time password of this account. Of two requests with the same code one wins.
 * @returns false when it is wrong, was used before, or the account has no secret
 */
export async function spendTotp(
  deps: Pick<Deps, 'db' | 'cipher' | 'clock'>,
  user: UserRow,
  code: string,
): Promise<boolean> {
  if (user.totp === null) return false;
  const step = acceptedStep(openTotp(deps, user, user.totp.sealed), code, deps.clock.now(), user.totp.lastStep);
  if (step === null) return false;
  const spent = await userModel(deps.db).updateOne(
    { _id: user._id, 'totp.sealed': user.totp.sealed, 'totp.lastStep': { $lt: step } },
    { $set: { 'totp.lastStep': step } },
  );
  return spent.modifiedCount === 1;
}
