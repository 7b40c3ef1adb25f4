import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { deliveryModel, type DeliveryRow } from './delivery-model.js';
import { WEBHOOK_TEST } from '../domain/webhook-kinds.js';
import { webhookModel, type WebhookRow } from './webhook-model.js';

const AGAIN = ['waiting', 'delivered', 'failed'] as const;

/**
 * Sends a message again, with its id: now, whether it arrived before or waits for its next try. The address need not rest
 * any longer: whoever asks has just repaired it.
 * @throws DomainError NOT_FOUND (not of this webhook, or forgotten), WRONG_STATE (a test, or taken back)
 */
export async function redeliver(deps: Deps, webhook: WebhookRow, deliveryId: string): Promise<DeliveryRow> {
  const own = { _id: deliveryId, webhookId: webhook._id.toHexString() };
  const row = await deliveryModel(deps.db)
    .findOneAndUpdate(
      { ...own, kind: { $ne: WEBHOOK_TEST }, status: { $in: [...AGAIN] } },
      { $set: { status: 'waiting', notBefore: deps.clock.now(), triedSince: null } },
      { returnDocument: 'after' },
    )
    .lean<DeliveryRow>();
  if (row !== null) {
    await webhookModel(deps.db).updateOne({ _id: webhook._id }, { $set: { restUntil: null } });
    return row;
  }
  const other = await deliveryModel(deps.db).findOne(own).lean<DeliveryRow>();
  if (other === null) throw new DomainError('NOT_FOUND');
  throw new DomainError('WRONG_STATE', { members: { from: other.status, allowed: AGAIN } });
}
