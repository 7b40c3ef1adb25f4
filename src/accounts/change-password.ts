import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { passwordMatches } from './password.js';
import { findSession, keepSession } from './session-store.js';
import { setOwnPassword } from './set-own-password.js';
import type { SignInThrottle } from './sign-in-throttle.js';
import type { UserRow } from './user-model.js';

/**
 * Changes the own password; every other session ends, this one goes on.
 * The present password is guarded like a sign-in, or a stolen session could guess it.
 * @throws DomainError CREDENTIALS_WRONG | VALIDATION_FAILED (same as before) | RATE_LIMITED | CONFLICT | UNAVAILABLE
 */
export async function changePassword(
  deps: Deps,
  throttle: SignInThrottle,
  request: {
    readonly user: UserRow;
    readonly token: string;
    readonly address: string | undefined;
    readonly current: string;
    readonly wanted: string;
  },
): Promise<void> {
  const { user, token, address, current, wanted } = request;
  const account = user._id.toHexString();
  await throttle.attempt(account, address);
  if (!(await passwordMatches(user.passwordHash, current))) throw new DomainError('CREDENTIALS_WRONG');
  await throttle.succeeded(account, address);
  if (current === wanted) {
    throw new DomainError('VALIDATION_FAILED', {
      errors: [{ path: 'new', code: 'PASSWORD_UNCHANGED', message: 'choose another password than the present one' }],
    });
  }
  const changed = await setOwnPassword(deps, user, wanted, 'user.password_changed');
  const session = await findSession(deps, token);
  if (session !== null) await keepSession(deps, token, { ...session, epoch: changed.sessionEpoch });
}
