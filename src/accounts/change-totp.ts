import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { passwordMatches } from './password.js';
import type { SignInThrottle } from './sign-in-throttle.js';
import { spendTotp } from './spend-totp.js';
import { newTotpSecret, sealTotp, totpUri } from './totp.js';
import { userModel, type UserRow } from './user-model.js';

/** Who asks, guarded like a sign-in: a stolen session must not turn the second factor on or off. */
export interface TotpRequest {
  readonly user: UserRow;
  readonly password: string;
  readonly address: string | undefined;
}

/**
 * Makes a secret that counts only after `confirmTotp`; asking again replaces one that was not confirmed.
 * @param account what the authenticator app shows
 * @returns the secret (base32) and its `otpauth:` address, shown once
 * @throws DomainError CREDENTIALS_WRONG | RATE_LIMITED | WRONG_STATE (already on) | CONFLICT
 */
export async function enrolTotp(
  deps: Deps,
  throttle: SignInThrottle,
  request: TotpRequest,
  account: string,
): Promise<{ secret: string; uri: string }> {
  await requirePassword(throttle, request);
  const { user } = request;
  if (user.totp?.active === true) throw new DomainError('WRONG_STATE');
  const secret = newTotpSecret();
  const sealed = sealTotp(deps, user._id.toHexString(), secret);
  await write(deps, user, { sealed, active: false, lastStep: 0 }, null);
  return { secret, uri: totpUri(secret, account) };
}

/**
 * Turns the second factor on, once the person's app shows the right code.
 * @throws DomainError WRONG_STATE (nothing to confirm) | VALIDATION_FAILED (`TOTP_WRONG`) | RATE_LIMITED | CONFLICT
 */
export async function confirmTotp(
  deps: Deps,
  throttle: SignInThrottle,
  request: Omit<TotpRequest, 'password'> & { readonly code: string },
): Promise<void> {
  const { user, address, code } = request;
  if (user.totp?.active !== false) throw new DomainError('WRONG_STATE');
  await throttle.attempt(user._id.toHexString(), address);
  if (!(await spendTotp(deps, user, code))) throw wrongCode();
  await throttle.succeeded(user._id.toHexString(), address);
  // The step that was just spent stays spent: its code cannot be the first sign-in as well.
  await write(deps, user, { active: true }, 'user.totp_enabled');
}

/** @throws DomainError CREDENTIALS_WRONG | VALIDATION_FAILED (`TOTP_WRONG`) | RATE_LIMITED | CONFLICT */
export async function removeTotp(
  deps: Deps,
  throttle: SignInThrottle,
  request: TotpRequest & { readonly code: string },
): Promise<void> {
  await requirePassword(throttle, request);
  const { user, code } = request;
  if (user.totp?.active !== true) throw new DomainError('WRONG_STATE');
  if (!(await spendTotp(deps, user, code))) throw wrongCode();
  await write(deps, user, null, 'user.totp_disabled');
}

async function requirePassword(throttle: SignInThrottle, { user, password, address }: TotpRequest): Promise<void> {
  const account = user._id.toHexString();
  await throttle.attempt(account, address);
  if (!(await passwordMatches(user.passwordHash, password))) throw new DomainError('CREDENTIALS_WRONG');
  await throttle.succeeded(account, address);
}

function wrongCode(): DomainError {
  return new DomainError('VALIDATION_FAILED', {
    errors: [{ path: 'totp', code: 'TOTP_WRONG', message: 'not the code of this moment; take the next one' }],
  });
}

async function write(
  deps: Deps,
  user: UserRow,
  change: UserRow['totp'] | { readonly active: true },
  type: 'user.totp_enabled' | 'user.totp_disabled' | null,
): Promise<void> {
  const id = user._id.toHexString();
  const set =
    change !== null && 'sealed' in change
      ? { totp: change }
      : change === null
        ? { totp: null }
        : { 'totp.active': true };
  await inTransaction(deps.db, async () => {
    const row = await userModel(deps.db)
      .findOneAndUpdate(
        { _id: user._id, version: user.version },
        { $set: set, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<UserRow>();
    if (row === null) throw new DomainError('CONFLICT');
    if (type === null) return;
    await recordEvent(deps, {
      type,
      subjects: [{ kind: 'user', id }],
      actor: { kind: 'user', id },
      resellerId: row.resellerId,
      version: row.version,
    });
  });
}
