import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import { callWebhook, isTaken } from './call-webhook.js';
import { deliveryModel, type DeliveryRow } from './delivery-model.js';
import { WEBHOOK_TEST } from '../domain/webhook-kinds.js';
import type { WebhookRow } from './webhook-model.js';

/** Calls the address now, also one that is switched off, and keeps the outcome in its log. A test is not tried again. */
export async function testWebhook(deps: Deps, webhook: WebhookRow): Promise<DeliveryRow> {
  const now = deps.clock.now();
  const _id = new Types.ObjectId();
  const row: DeliveryRow = {
    _id,
    webhookId: webhook._id.toHexString(),
    occasion: `test ${_id.toHexString()}`,
    kind: WEBHOOK_TEST,
    facts: {},
    lane: 'test',
    seq: 0,
    happenedAt: now,
    status: 'failed',
    undo: null,
    notBefore: now,
    triedSince: now,
    attempts: 1,
    log: [],
    createdAt: now,
  };
  const attempt = await callWebhook(deps, webhook, row);
  const tried: DeliveryRow = { ...row, status: isTaken(attempt) ? 'delivered' : 'failed', log: [attempt] };
  await deliveryModel(deps.db).insertMany([tried]);
  return tried;
}
