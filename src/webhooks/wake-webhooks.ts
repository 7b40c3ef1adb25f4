import type { Deps } from '../deps.js';
import { deliveryModel } from './delivery-model.js';
import { webhookModel, type WebhookRow } from './webhook-model.js';

/**
 * Puts every webhook that has something due into the queue, once: a job of the same id that still waits or runs is not added
 * again. Asks each active one for a single row: what waits for one that is switched off costs nothing. What the queue forgets is found here the next second. @returns how many
 */
export async function wakeWebhooks(deps: Pick<Deps, 'db' | 'clock' | 'jobs'>): Promise<number> {
  const now = deps.clock.now();
  const ready = await webhookModel(deps.db)
    .find({ status: 'active', $or: [{ restUntil: null }, { restUntil: { $lte: now } }] }, { _id: 1 })
    .lean<Pick<WebhookRow, '_id'>[]>();
  let woken = 0;
  for (const { _id } of ready) {
    const webhookId = _id.toHexString();
    const due = { webhookId, status: 'waiting', notBefore: { $lte: now } } as const;
    if ((await deliveryModel(deps.db).exists(due)) === null) continue;
    await deps.jobs.deliverWebhook(webhookId);
    woken += 1;
  }
  return woken;
}
