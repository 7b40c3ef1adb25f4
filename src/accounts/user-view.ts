import type { z } from 'zod';
import type { Deps } from '../deps.js';
import type { Invitation } from './invitation.js';
import { openUser } from './personal.js';
import type { UserRow } from './user-model.js';
import type { savedUser, userView } from './user-schemas.js';

export function viewUser(deps: Pick<Deps, 'cipher'>, user: UserRow): z.input<typeof userView> {
  return {
    id: user._id.toHexString(),
    ...openUser(deps, user),
    role: user.role,
    resellerId: user.resellerId,
    staffNumber: user.staffNumber ?? null,
    scope: user.scope,
    status: user.status,
    mustChangePassword: user.mustChangePassword,
    hasTotp: user.totp?.active === true,
    hasPassword: user.passwordHash !== null,
    createdAt: user.createdAt.toISOString(),
  };
}

/** With the invitation, when one was made: it is shown here and never again. */
export function viewSavedUser(
  deps: Pick<Deps, 'cipher' | 'config'>,
  { user, invitation }: { readonly user: UserRow; readonly invitation: Invitation | null },
): z.input<typeof savedUser> {
  const view = viewUser(deps, user);
  if (invitation === null) return view;
  // After `#` so that the token reaches no server's log when the page is opened.
  const url = `${deps.config.BASE_URL}/invitation#${invitation.token}`;
  return { ...view, invitation: { url, expiresAt: invitation.expiresAt.toISOString() } };
}
