import { passwordMatches } from '../accounts/password.js';
import type { Principal } from '../accounts/principal.js';
import type { SignInThrottle } from '../accounts/sign-in-throttle.js';
import { requireWholeView } from '../accounts/require-whole-view.js';
import { spendTotp } from '../accounts/spend-totp.js';
import { findUserById } from '../accounts/user-queries.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { changeSetup } from './change-setup.js';
import { isSetupOpen } from './setup-queries.js';

export interface Proof {
  readonly password: string;
  readonly totp: string | undefined;
  readonly address: string | undefined;
}

/** Names the key without telling anything of it: whoever restores a backup compares this. */
export function keyFingerprint(deps: Pick<Deps, 'cipher'>): string {
  const hex = deps.cipher.keyFor('fingerprint').subarray(0, 12).toString('hex').toUpperCase();
  return (hex.match(/.{4}/g) ?? []).join(' ');
}

/**
 * The master key for the recovery sheet: once in the life of an installation, while it is set up, to an unscoped administrator
 * who proves again who they are. What was shown is never kept; that it was, by whom and when, is an event.
 * @returns the key, base64
 * @throws DomainError CREDENTIALS_WRONG | TOTP_REQUIRED | RATE_LIMITED | WRONG_STATE (shown before, or set up) | FORBIDDEN | CONFLICT
 */
export async function showMasterKey(
  deps: Deps,
  throttle: SignInThrottle,
  principal: Principal,
  { password, totp, address }: Proof,
): Promise<string> {
  requireWholeView(principal);
  if (!(await isSetupOpen(deps))) throw new DomainError('WRONG_STATE');
  const user = principal.kind === 'user' ? await findUserById(deps, principal.actorId) : null;
  if (user === null) throw new DomainError('FORBIDDEN');
  await throttle.attempt(principal.actorId, address);
  if (!(await passwordMatches(user.passwordHash, password))) throw new DomainError('CREDENTIALS_WRONG');
  if (user.totp?.active === true && (totp === undefined || !(await spendTotp(deps, user, totp))))
    throw new DomainError('TOTP_REQUIRED');
  await throttle.succeeded(principal.actorId, address);
  await changeSetup(deps, principal, {
    type: 'setting.key_shown',
    facts: { fingerprint: keyFingerprint(deps) },
    change: ({ keyShownAt }) => {
      if (keyShownAt !== null) throw new DomainError('WRONG_STATE');
      return { keyShownAt: deps.clock.now() };
    },
  });
  return deps.config.MASTER_KEY;
}
