import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { keptInvitation, newInvitation, type Invitation } from './invitation.js';
import { hashPassword } from './password.js';
import type { Principal } from './principal.js';
import { userModel, type UserRow } from './user-model.js';
import type { UpdateUser } from './user-schemas.js';

/** More are of no use: the pairing rule looks back 30 days. */
const KEPT_ACTS = 50;

/**
 * Disables, enables, scopes an account, or gives it a new password or invitation, takes its second factor off; all but the scope end its sessions.
 * Nobody does this to the own account: the own password is changed with the present one (`POST /me/password`).
 * @throws DomainError FORBIDDEN (own account) | VALIDATION_FAILED (scope for a reseller role) | CONFLICT
 */
export async function updateUser(
  deps: Deps,
  principal: Principal,
  user: UserRow,
  body: UpdateUser,
): Promise<{ user: UserRow; invitation: Invitation | null }> {
  const id = user._id.toHexString();
  if (id === principal.actorId)
    throw new DomainError('FORBIDDEN', { detail: 'Not the own account: POST /me/password' });
  if (body.scope !== undefined && user.resellerId !== null) {
    throw new DomainError('VALIDATION_FAILED', {
      errors: [{ path: 'scope', code: 'STAFF_ONLY', message: 'only staff are scoped' }],
    });
  }
  const now = deps.clock.now();
  const invitation = body.invite === true ? newInvitation(now) : null;
  const reset = body.password !== undefined || invitation !== null;
  const passwordHash = body.password === undefined ? null : await hashPassword(body.password);
  const changes: Partial<UserRow> = {
    ...(body.status === undefined ? {} : { status: body.status }),
    ...(body.scope === undefined ? {} : { scope: body.scope }),
    ...(reset ? { passwordHash, mustChangePassword: passwordHash !== null && deps.config.production } : {}),
    ...(reset ? { invitation: invitation === null ? null : keptInvitation(invitation) } : {}),
    ...(body.totp === null ? { totp: null } : {}),
  };
  if (Object.keys(changes).length === 0) return { user, invitation };
  const act = { by: principal.actorId, kind: 'reset' as const, at: now };
  const updated = await inTransaction(deps.db, async () => {
    const row = await userModel(deps.db)
      .findOneAndUpdate(
        { _id: user._id, version: user.version },
        {
          $set: changes,
          $inc: { version: 1, sessionEpoch: reset || body.status !== undefined || body.totp === null ? 1 : 0 },
          ...(reset ? { $push: { credentialActs: { $each: [act], $slice: -KEPT_ACTS } } } : {}),
        },
        { returnDocument: 'after' },
      )
      .lean<UserRow>();
    if (row === null) throw new DomainError('CONFLICT');
    await recordEvent(deps, {
      type: 'user.updated',
      subjects: [{ kind: 'user', id }],
      actor: actorOf(principal),
      resellerId: row.resellerId,
      before: { status: user.status, scope: user.scope },
      after: {
        status: row.status,
        scope: row.scope,
        passwordReset: reset,
        invited: invitation !== null,
        totpRemoved: body.totp === null,
      },
      version: row.version,
    });
    return row;
  });
  return { user: updated, invitation };
}
