import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { inTransaction } from '../platform/mongo.js';
import type { WebhookRow } from './webhook-model.js';
import { rotatedSecrets, sealSecrets } from './webhook-secrets.js';
import { writeWebhook } from './write-webhook.js';

/**
 * A new secret, shown in this answer only. The one before goes on signing beside it for a day, so that a receiver changes
 * over without losing a message. @throws DomainError STALE
 */
export async function rotateSecret(
  deps: Deps,
  principal: Principal,
  row: WebhookRow,
): Promise<{ readonly secret: string; readonly previousUntil: Date }> {
  const { secret, until, all } = rotatedSecrets(deps, row);
  const sealed = sealSecrets(deps, row._id.toHexString(), all);
  await inTransaction(deps.db, () => writeWebhook(deps, principal, { row, set: { sealed }, type: 'webhook.rotated' }));
  return { secret, previousUntil: until };
}
