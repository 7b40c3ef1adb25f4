import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { requireOpenReseller } from '../resellers/reseller-queries.js';
import { apiKeyModel, type ApiKeyRow } from './api-key-model.js';
import type { Principal } from './principal.js';
import { newSecret, secretHash } from './secret.js';
import { scoped } from './scope.js';

/** `r4_` lets secret scanners and people tell what it is. */
const PREFIX = 'r4_';
const HINT_LENGTH = PREFIX.length + 5;

/**
 * Makes a key of the caller's organisation. The answer is the only place where the key itself ever appears.
 * @throws DomainError RESELLER_NOT_ACTIVE (closed)
 */
export async function createApiKey(
  deps: Deps,
  principal: Principal,
  { name }: { readonly name: string },
): Promise<{ row: ApiKeyRow; key: string }> {
  const { resellerId } = scoped(principal.resellerId);
  await requireOpenReseller(deps, resellerId);
  const key = PREFIX + newSecret();
  const row: ApiKeyRow = {
    _id: new Types.ObjectId(),
    hash: secretHash(key),
    hint: `${key.slice(0, HINT_LENGTH)}…`,
    name,
    resellerId,
    createdBy: principal.actorId,
    createdAt: deps.clock.now(),
    lastUsedAt: null,
    revokedAt: null,
  };
  await inTransaction(deps.db, async () => {
    await apiKeyModel(deps.db).insertMany([row]);
    await recordEvent(deps, {
      type: 'api_key.created',
      subjects: [{ kind: 'api_key', id: row._id.toHexString() }],
      actor: actorOf(principal),
      resellerId,
      version: 1,
    });
  });
  return { row, key };
}
