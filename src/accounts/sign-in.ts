import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { passwordMatches } from './password.js';
import { spendTotp } from './spend-totp.js';
import { startSession, type Session } from './session-store.js';
import type { SignInThrottle } from './sign-in-throttle.js';
import { findUserByLogin } from './user-queries.js';
import type { UserRow } from './user-model.js';

/**
 * Signs a person in by e-mail or staff number. Unknown account, wrong password, disabled and not yet accepted all get the
 * same answer after the same work. Only who knows the password is asked for the one-time password.
 * @throws DomainError CREDENTIALS_WRONG | TOTP_REQUIRED | RATE_LIMITED | UNAVAILABLE
 */
export async function signIn(
  deps: Deps,
  throttle: SignInThrottle,
  request: {
    readonly login: string;
    readonly password: string;
    readonly totp: string | undefined;
    readonly address: string | undefined;
  },
): Promise<{ user: UserRow; token: string; session: Session }> {
  const { login, password, totp, address } = request;
  await throttle.attempt(login, address);
  const user = await findUserByLogin(deps, login);
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  if (user?.status !== 'active' || !matches) throw new DomainError('CREDENTIALS_WRONG');
  if (user.totp?.active === true) {
    if (totp === undefined) throw new DomainError('TOTP_REQUIRED');
    if (!(await spendTotp(deps, user, totp))) throw new DomainError('CREDENTIALS_WRONG');
  }
  await throttle.succeeded(login, address);
  const started = await startSession(deps, { id: user._id.toHexString(), epoch: user.sessionEpoch });
  return { user, ...started };
}
