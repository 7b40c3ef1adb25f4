import { z } from 'zod';
import { idSchema, pageOf, pageQuery, timestampSchema } from '../http/schemas.js';
import { DELIVERY_FAULTS, DELIVERY_STATUSES } from './delivery-model.js';
import { WEBHOOK_KINDS } from '../domain/webhook-kinds.js';
import { WEBHOOK_STATUSES } from './webhook-model.js';

const name = z.string().trim().min(1).max(100).meta({ description: 'which system listens', example: 'order system' });
const url = z
  .url({ protocol: /^https?$/, message: 'WEBHOOK_URL_MALFORMED' })
  .max(2_000)
  .meta({ description: 'https, public', example: 'https://orders.example.com/hooks/400' });
const kinds = z.array(z.enum(WEBHOOK_KINDS)).min(1).max(WEBHOOK_KINDS.length);

export const createWebhookBody = z.strictObject({ name, url, kinds });
export const updateWebhookBody = z.strictObject({
  name: name.optional(),
  url: url.optional(),
  kinds: kinds.optional(),
  active: z
    .boolean()
    .optional()
    .meta({ description: '`false` pauses it; `true` switches it on: what waited goes out, in order' }),
});

export const webhookView = z
  .object({
    id: idSchema,
    name: z.string(),
    url: z.string(),
    kinds: z.array(z.enum(WEBHOOK_KINDS)),
    status: z.enum(WEBHOOK_STATUSES).meta({
      description: '`failed`: nothing got through for three days; `gone`: it answered 410; `restored`: from a backup',
    }),
    failures: z.number().int().meta({ description: 'tries in a row that did not get through' }),
    failingSince: timestampSchema.nullable(),
    nextTry: timestampSchema.nullable(),
    waiting: z.number().int().meta({ description: 'messages that wait to be taken' }),
    createdAt: timestampSchema,
  })
  .meta({ id: 'Webhook' });
export const webhookList = pageOf(webhookView);
export const webhookQuery = z.object(pageQuery);

const secret = z
  .string()
  .optional()
  .meta({ description: 'shown in this answer only, not when it is repeated; Standard Webhooks `whsec_…`' });
export const newWebhook = webhookView.extend({ secret }).meta({ id: 'NewWebhook' });
export const newSecret = z.object({
  secret,
  previousUntil: timestampSchema.meta({ description: 'until then the former secret signs too' }),
});

export const deliveryParams = z.object({ id: idSchema, deliveryId: idSchema });
export const deliveryView = z
  .object({
    id: idSchema,
    messageId: z.string().meta({ description: 'the `webhook-id` it is sent with' }),
    kind: z.string(),
    applicationId: idSchema.nullable(),
    numbers: z.array(z.string()),
    happenedAt: timestampSchema,
    status: z.enum(DELIVERY_STATUSES),
    attempts: z.number().int(),
    nextTry: timestampSchema.nullable(),
    log: z
      .array(
        z.object({
          at: timestampSchema,
          milliseconds: z.number().int(),
          status: z.number().int().nullable().meta({ description: 'HTTP status of the answer' }),
          fault: z.enum(DELIVERY_FAULTS).nullable().meta({ description: 'why there was no answer' }),
        }),
      )
      .meta({ description: 'the last tries' }),
  })
  .meta({ id: 'WebhookDelivery' });
export const deliveryList = pageOf(deliveryView);
