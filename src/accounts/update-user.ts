import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { touchGuard } from '../platform/guard.js';
import { inTransaction } from '../platform/mongo.js';
import { beyondOwnScope } from './create-user.js';
import { keptInvitation, newInvitation, type Invitation } from './invitation.js';
import { hashPassword } from './password.js';
import { grantableRoles } from './permissions.js';
import { RESELLER_ROLES, type Principal, type Role } from './principal.js';
import { isWithin } from './require-whole-view.js';
import { userModel, type UserRow } from './user-model.js';
import type { UpdateUser } from './user-schemas.js';

/** More are of no use: the pairing rule looks back 30 days. */
const KEPT_ACTS = 50;

/**
 * Disables, enables, scopes an account, gives it another role, a new password or invitation, takes its second factor off;
 * each ends its sessions. Nobody does this to the own account: the own password is changed with the present one
 * (`POST /me/password`), and so there is always an administrator left.
 * @throws DomainError FORBIDDEN (own account, one of wider scope, or the actor is no administrator any more) | ROLE_NOT_GRANTABLE |
 *   VALIDATION_FAILED (scope for a reseller role, role of another organisation) | CONFLICT
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
    throw misfit('scope', 'STAFF_ONLY', 'only staff are scoped');
  }
  if (user.resellerId === null) {
    if (!isWithin(user.scope, principal)) throw new DomainError('FORBIDDEN', { detail: 'An account of wider scope' });
    if (body.scope !== undefined && !isWithin(body.scope, principal)) throw beyondOwnScope();
  }
  if (body.role !== undefined && body.role !== user.role) requireRoleFor(principal, user, body.role);
  const now = deps.clock.now();
  const invitation = body.invite === true ? newInvitation(now) : null;
  const reset = body.password !== undefined || invitation !== null;
  const passwordHash = body.password === undefined ? null : await hashPassword(body.password);
  const changes: Partial<UserRow> = {
    ...(body.status === undefined ? {} : { status: body.status }),
    ...(body.role === undefined || body.role === user.role ? {} : { role: body.role }),
    ...(body.scope === undefined || sameScope(body.scope, user.scope) ? {} : { scope: body.scope }),
    ...(reset ? { passwordHash, mustChangePassword: passwordHash !== null && deps.config.production } : {}),
    ...(reset ? { invitation: invitation === null ? null : keptInvitation(invitation) } : {}),
    ...(body.totp === null ? { totp: null } : {}),
  };
  if (Object.keys(changes).length === 0) return { user, invitation };
  const act = { by: principal.actorId, kind: 'reset' as const, at: now };
  const updated = await inTransaction(deps.db, async () => {
    // Two administrators who take each other's account away at once: the second one is none any more.
    if (user.role === principal.role) await requireStillIn(deps, principal);
    const row = await userModel(deps.db)
      .findOneAndUpdate(
        { _id: user._id, version: user.version },
        {
          $set: changes,
          $inc: { version: 1, sessionEpoch: 1 },
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
      before: { status: user.status, role: user.role, scope: user.scope },
      after: {
        status: row.status,
        role: row.role,
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

/** The role changes, the organisation never: who came from a claim keeps what the claim gave. */
function requireRoleFor(principal: Principal, user: UserRow, role: Role): void {
  const grantable = grantableRoles(principal.role);
  if (!grantable.includes(role) || !grantable.includes(user.role)) throw new DomainError('ROLE_NOT_GRANTABLE');
  if (RESELLER_ROLES.includes(role) !== RESELLER_ROLES.includes(user.role))
    throw misfit('role', 'OTHER_ORGANISATION', 'staff stay staff, a reseller’s people its people');
}

/** Call it inside the transaction. @throws DomainError FORBIDDEN */
async function requireStillIn(deps: Pick<Deps, 'db'>, { actorId, role }: Principal): Promise<void> {
  await touchGuard(deps.db, 'administrators');
  const still = await userModel(deps.db).exists({ _id: actorId, role, status: 'active' });
  if (still === null) throw new DomainError('FORBIDDEN');
}

function sameScope(one: UserRow['scope'], other: UserRow['scope']): boolean {
  const shown = ({ carriers, provinces }: UserRow['scope']) => JSON.stringify([carriers, provinces]);
  return shown(one) === shown(other);
}

function misfit(path: string, code: string, message: string): DomainError {
  return new DomainError('VALIDATION_FAILED', { errors: [{ path, code, message }] });
}
