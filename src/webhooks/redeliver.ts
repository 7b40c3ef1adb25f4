import type { QueryFilter, UpdateQuery } from 'mongoose';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { deliveryModel, type DeliveryRow } from './delivery-model.js';
import { WEBHOOK_TEST } from '../domain/webhook-kinds.js';
import { webhookModel, type WebhookRow } from './webhook-model.js';

const AGAIN = ['waiting', 'delivered', 'failed'] as const;
/** A decision nobody was told of yet: it may still be taken back, so its time stays. */
const HELD_BACK = { status: 'waiting', undo: { $ne: null }, attempts: 0 } as const;

/**
 * Sends a message again, with its id: now, whether it arrived before or waits for its next try. The address need not rest
 * any longer: whoever asks has just repaired it.
 * @throws DomainError NOT_FOUND (not of this webhook, or forgotten), WRONG_STATE (a test, or taken back)
 */
export async function redeliver(deps: Deps, webhook: WebhookRow, deliveryId: string): Promise<DeliveryRow> {
  const own = { _id: deliveryId, webhookId: webhook._id.toHexString() };
  const now = deps.clock.now();
  const row =
    (await update(deps, { ...own, ...HELD_BACK }, { $max: { notBefore: now }, $set: { triedSince: null } })) ??
    (await update(
      deps,
      { ...own, kind: { $ne: WEBHOOK_TEST }, status: { $in: [...AGAIN] }, $nor: [HELD_BACK] },
      { $set: { status: 'waiting', notBefore: now, triedSince: null } },
    ));
  if (row !== null) {
    await webhookModel(deps.db).updateOne({ _id: webhook._id }, { $set: { restUntil: null } });
    return row;
  }
  const other = await deliveryModel(deps.db).findOne(own).lean<DeliveryRow>();
  if (other === null) throw new DomainError('NOT_FOUND');
  throw new DomainError('WRONG_STATE', { members: { from: other.status, allowed: AGAIN } });
}

async function update(
  deps: Pick<Deps, 'db'>,
  of: QueryFilter<DeliveryRow>,
  change: UpdateQuery<DeliveryRow>,
): Promise<DeliveryRow | null> {
  return deliveryModel(deps.db).findOneAndUpdate(of, change, { returnDocument: 'after' }).lean<DeliveryRow>();
}
