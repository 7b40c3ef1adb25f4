import { Types } from 'mongoose';
import type { Principal } from '../accounts/principal.js';
import { scoped } from '../accounts/scope.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { touchGuard } from '../platform/guard.js';
import { inTransaction } from '../platform/mongo.js';
import { requireOpenReseller } from '../resellers/reseller-queries.js';
import { requireCallable } from './webhook-address.js';
import type { WebhookKind } from '../domain/webhook-kinds.js';
import { webhookModel, type WebhookRow } from './webhook-model.js';
import { newWebhookSecret, sealSecrets } from './webhook-secrets.js';
import { factsOf } from './write-webhook.js';

/** More than any integration needs; each is called for every event. */
const MOST = 10;

/**
 * Registers an address. The answer is the only place where the secret itself ever appears.
 * @throws DomainError RESELLER_NOT_ACTIVE (closed), VALIDATION_FAILED (address), WEBHOOK_CAP_REACHED
 */
export async function createWebhook(
  deps: Deps,
  principal: Principal,
  given: { readonly name: string; readonly url: string; readonly kinds: readonly WebhookKind[] },
): Promise<{ row: WebhookRow; secret: string }> {
  const { resellerId } = scoped(principal.resellerId);
  await requireOpenReseller(deps, resellerId);
  await requireCallable(given.url, deps.config.WEBHOOK_NETWORKS);
  const secret = newWebhookSecret();
  const _id = new Types.ObjectId();
  const row: WebhookRow = {
    _id,
    resellerId,
    name: given.name,
    url: given.url,
    kinds: [...new Set(given.kinds)],
    status: 'active',
    sealed: sealSecrets(deps, _id.toHexString(), [{ secret, until: null }]),
    failures: 0,
    failingSince: null,
    restUntil: null,
    createdBy: principal.actorId,
    createdAt: deps.clock.now(),
    version: 1,
  };
  await inTransaction(deps.db, async () => {
    await touchGuard(deps.db, `webhooks:${resellerId}`);
    if ((await webhookModel(deps.db).countDocuments({ resellerId })) >= MOST)
      throw new DomainError('WEBHOOK_CAP_REACHED');
    await webhookModel(deps.db).insertMany([row]);
    await recordEvent(deps, {
      type: 'webhook.created',
      subjects: [{ kind: 'webhook', id: _id.toHexString() }],
      actor: actorOf(principal),
      resellerId,
      after: factsOf(row),
      version: 1,
    });
  });
  return { row, secret };
}
