import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { requireOpenReseller } from '../resellers/reseller-queries.js';
import { keptInvitation, newInvitation, type Invitation } from './invitation.js';
import { hashPassword } from './password.js';
import { grantableRoles } from './permissions.js';
import { newUser } from './new-user.js';
import { isWithin } from './require-whole-view.js';
import { RESELLER_ROLES, type Principal } from './principal.js';
import { takenAccount } from './taken.js';
import { userModel, type UserRow } from './user-model.js';
import type { CreateUser } from './user-schemas.js';

/**
 * Makes an account with a password that its owner will change (in production), or with an invitation to choose one.
 * @throws DomainError ROLE_NOT_GRANTABLE | NOT_FOUND (another organisation) | VALIDATION_FAILED (role and reseller do not
 *   fit, scope beyond the own) | EMAIL_TAKEN | STAFF_NUMBER_TAKEN | RESELLER_NOT_ACTIVE (closed)
 */
export async function createUser(
  deps: Deps,
  principal: Principal,
  body: CreateUser,
): Promise<{ user: UserRow; invitation: Invitation | null }> {
  if (!grantableRoles(principal.role).includes(body.role)) throw new DomainError('ROLE_NOT_GRANTABLE');
  const resellerId = organisationOf(principal, body);
  // Staff reach no further than whoever makes their account.
  const { carriers, provinces } = principal;
  const scope =
    resellerId === null ? (body.scope ?? { carriers: copy(carriers), provinces: copy(provinces) }) : undefined;
  if (scope !== undefined && !isWithin(scope, principal)) throw beyondOwnScope();
  if (resellerId !== null) await requireOpenReseller(deps, resellerId);
  const now = deps.clock.now();
  const invitation = body.password === undefined ? newInvitation(now) : null;
  const user = newUser(deps, body, {
    ...(body.staffNumber === undefined ? {} : { staffNumber: body.staffNumber }),
    role: body.role,
    resellerId,
    ...(scope === undefined ? {} : { scope }),
    passwordHash: body.password === undefined ? null : await hashPassword(body.password),
    mustChangePassword: body.password !== undefined && deps.config.production,
    invitation: invitation === null ? null : keptInvitation(invitation),
    credentialActs: [{ by: principal.actorId, kind: 'created', at: now }],
  });
  const id = user._id.toHexString();
  try {
    await inTransaction(deps.db, async () => {
      await userModel(deps.db).insertMany([user]);
      await recordEvent(deps, {
        type: 'user.created',
        subjects: [{ kind: 'user', id }],
        actor: actorOf(principal),
        resellerId,
        after: { role: user.role, status: user.status, scope: user.scope, invited: invitation !== null },
        version: 1,
      });
    });
  } catch (error) {
    throw takenAccount(error);
  }
  return { user, invitation };
}

/** Reseller roles act for one reseller, a reseller's administrator only for its own; staff act for the carrier. */
function organisationOf(principal: Principal, body: CreateUser): string | null {
  if (!RESELLER_ROLES.includes(body.role)) {
    if (body.resellerId !== undefined) throw misfit('resellerId', 'ROLE_WITHOUT_RESELLER', 'staff act for the carrier');
    return null;
  }
  if (body.scope !== undefined) throw misfit('scope', 'STAFF_ONLY', 'only staff are scoped');
  const resellerId = body.resellerId ?? principal.resellerId;
  if (resellerId === null) throw misfit('resellerId', 'REQUIRED', 'this role acts for a reseller: name it');
  if (principal.resellerId !== null && principal.resellerId !== resellerId) throw new DomainError('NOT_FOUND');
  return resellerId;
}

export function beyondOwnScope(): DomainError {
  return misfit('scope', 'BEYOND_OWN_SCOPE', 'not beyond the scope of your own account');
}

const copy = <Item>(list: readonly Item[] | null): Item[] | null => (list === null ? null : [...list]);

function misfit(path: string, code: string, message: string): DomainError {
  return new DomainError('VALIDATION_FAILED', { errors: [{ path, code, message }] });
}
