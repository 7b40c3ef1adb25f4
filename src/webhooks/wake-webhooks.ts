import type { Deps } from '../deps.js';
import { deliveryModel } from './delivery-model.js';
import { webhookModel, type WebhookRow } from './webhook-model.js';

/**
 * Puts every webhook that has something due into the queue, once: a job of the same id that still waits or runs is not added
 * again. What the queue forgets is found here the next second. @returns how many
 */
export async function wakeWebhooks(deps: Pick<Deps, 'db' | 'clock' | 'jobs'>): Promise<number> {
  const now = deps.clock.now();
  const due = await deliveryModel(deps.db).distinct('webhookId', { status: 'waiting', notBefore: { $lte: now } });
  const ready = await webhookModel(deps.db)
    .find({ _id: { $in: due }, status: 'active', $or: [{ restUntil: null }, { restUntil: { $lte: now } }] }, { _id: 1 })
    .lean<Pick<WebhookRow, '_id'>[]>();
  for (const { _id } of ready) await deps.jobs.deliverWebhook(_id.toHexString());
  return ready.length;
}
