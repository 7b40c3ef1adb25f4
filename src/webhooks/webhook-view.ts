import type { z } from 'zod';
import { messageId } from './call-webhook.js';
import type { DeliveryRow } from './delivery-model.js';
import type { WebhookRow } from './webhook-model.js';
import type { deliveryView, webhookView } from './webhook-schemas.js';

export function viewWebhook(row: WebhookRow, waiting: number): z.input<typeof webhookView> {
  const { _id, name, url, kinds, status, failures, failingSince, restUntil, createdAt } = row;
  return {
    id: _id.toHexString(),
    name,
    url,
    kinds,
    status,
    failures,
    failingSince: failingSince?.toISOString() ?? null,
    nextTry: status === 'active' ? (restUntil?.toISOString() ?? null) : null,
    waiting,
    createdAt: createdAt.toISOString(),
  };
}

export function viewDelivery(row: DeliveryRow): z.input<typeof deliveryView> {
  return {
    id: row._id.toHexString(),
    messageId: messageId(row),
    kind: row.kind,
    applicationId: row.facts.applicationId ?? null,
    numbers: [...(row.facts.numbers ?? [])],
    happenedAt: row.happenedAt.toISOString(),
    status: row.status,
    attempts: row.attempts,
    nextTry: row.status === 'waiting' ? row.notBefore.toISOString() : null,
    log: row.log.map(({ at, milliseconds, status, fault }) => ({ at: at.toISOString(), milliseconds, status, fault })),
  };
}
