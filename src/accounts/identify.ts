import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { apiKeyModel, type ApiKeyRow } from './api-key-model.js';
import type { Principal } from './principal.js';
import { secretHash } from './secret.js';
import { findSession, type Session } from './session-store.js';
import { userModel, type UserRow } from './user-model.js';

const LAST_USED_STEP_MS = 60_000;

/**
 * Who holds this API key. A key acts for its reseller as `reseller_agent` (contract: *Roles*); it needs no Redis.
 * @throws DomainError UNAUTHENTICATED for an unknown or revoked key
 */
export async function identifyByKey(deps: Pick<Deps, 'db' | 'clock'>, key: string): Promise<Principal> {
  const keys = apiKeyModel(deps.db);
  const row = await keys.findOne({ hash: secretHash(key), revokedAt: null }).lean<ApiKeyRow>();
  if (row === null) throw new DomainError('UNAUTHENTICATED');
  const now = deps.clock.now();
  // To the minute only: a write for every request would cost more than the request.
  if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() > LAST_USED_STEP_MS) {
    await keys.updateOne({ _id: row._id }, { $max: { lastUsedAt: now } });
  }
  return principalOfKey(row);
}

function principalOfKey(row: ApiKeyRow): Principal {
  return {
    kind: 'key',
    actorId: row._id.toHexString(),
    role: 'reseller_agent',
    resellerId: row.resellerId,
    carriers: null,
    provinces: null,
    mustChangePassword: false,
  };
}

/**
 * Who is signed in with this session token; null when the session has ended, for whatever reason.
 * @throws DomainError UNAVAILABLE when Redis is away
 */
export async function identifyBySession(
  deps: Pick<Deps, 'db' | 'redis' | 'clock'>,
  token: string,
): Promise<{ principal: Principal; session: Session } | null> {
  const session = await findSession(deps, token);
  if (session === null) return null;
  const user = await userModel(deps.db)
    .findOne({ _id: session.userId, status: 'active', sessionEpoch: session.epoch })
    .lean<UserRow>();
  return user === null ? null : { principal: principalOf(user), session };
}

export function principalOf(user: UserRow): Principal {
  return {
    kind: 'user',
    actorId: user._id.toHexString(),
    role: user.role,
    resellerId: user.resellerId,
    ...(user.uscc === null ? {} : { uscc: user.uscc }),
    carriers: user.scope.carriers,
    provinces: user.scope.provinces,
    mustChangePassword: user.mustChangePassword,
  };
}

/** The user or key that issued something which acts in its name, as it stands now; null when it may act no more. */
export async function identifyIssuer(
  deps: Pick<Deps, 'db'>,
  { kind, id }: { readonly kind: Principal['kind']; readonly id: string },
): Promise<Principal | null> {
  if (kind === 'user') {
    const user = await userModel(deps.db).findOne({ _id: id, status: 'active' }).lean<UserRow>();
    return user === null ? null : principalOf(user);
  }
  const key = await apiKeyModel(deps.db).findOne({ _id: id, revokedAt: null }).lean<ApiKeyRow>();
  return key === null ? null : principalOfKey(key);
}
