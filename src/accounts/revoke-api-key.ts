import type { Deps } from '../deps.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { apiKeyModel, type ApiKeyRow } from './api-key-model.js';
import type { Principal } from './principal.js';

/** From now on the key is worth nothing; it stays in the list. Revoking it again changes nothing. */
export async function revokeApiKey(deps: Deps, principal: Principal, key: ApiKeyRow): Promise<void> {
  await inTransaction(deps.db, async () => {
    const revoked = await apiKeyModel(deps.db).updateOne(
      { _id: key._id, revokedAt: null },
      { $set: { revokedAt: deps.clock.now() } },
    );
    if (revoked.modifiedCount === 0) return;
    await recordEvent(deps, {
      type: 'api_key.revoked',
      subjects: [{ kind: 'api_key', id: key._id.toHexString() }],
      actor: actorOf(principal),
      resellerId: key.resellerId,
      version: 2,
    });
  });
}
