import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { secretHash } from './secret.js';
import { setOwnPassword } from './set-own-password.js';
import { userModel, type UserRow } from './user-model.js';

/**
 * The invited person chooses a password; the invitation is used up.
 * @throws DomainError NOT_FOUND (unknown, used, expired, or the account is disabled) | CONFLICT
 */
export async function acceptInvitation(deps: Deps, token: string, password: string): Promise<void> {
  const user = await userModel(deps.db)
    .findOne({
      'invitation.hash': secretHash(token),
      'invitation.expiresAt': { $gt: deps.clock.now() },
      status: 'active',
    })
    .lean<UserRow>();
  if (user === null) throw new DomainError('NOT_FOUND');
  await setOwnPassword(deps, user, password, 'user.invitation_accepted');
}
