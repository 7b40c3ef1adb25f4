import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { deliveryModel } from './delivery-model.js';
import { webhookModel, type WebhookRow } from './webhook-model.js';
import { factsOf } from './write-webhook.js';

/** From now on it is told of nothing; what waited and its log go with it. Deleting it again changes nothing. */
export async function deleteWebhook(deps: Deps, principal: Principal, row: WebhookRow): Promise<void> {
  const id = row._id.toHexString();
  await inTransaction(deps.db, async () => {
    const { deletedCount } = await webhookModel(deps.db).deleteOne({ _id: row._id });
    if (deletedCount === 0) return;
    await recordEvent(deps, {
      type: 'webhook.deleted',
      subjects: [{ kind: 'webhook', id }],
      actor: actorOf(principal),
      resellerId: row.resellerId,
      before: factsOf(row),
      version: row.version + 1,
    });
  });
  // Afterwards: a month's log may be long. What a killed process leaves here is forgotten with its age.
  await deliveryModel(deps.db).deleteMany({ webhookId: id });
}
