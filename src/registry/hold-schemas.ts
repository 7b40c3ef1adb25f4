import { z } from 'zod';
import { NUMBER_STATUSES } from '../domain/number-status.js';
import { dateSchema, idSchema, timestampSchema } from '../http/schemas.js';
import { HOLD_KINDS } from './hold-model.js';

const sentence = z.string().trim().min(1).max(500);

export const suspendBody = z.strictObject({
  kind: z.enum(HOLD_KINDS).default('carrier'),
  reason: sentence.meta({ description: 'shown to the public, except for kind fraud; no personal data' }),
  remedy: sentence.optional(),
  documentsRequired: z.array(z.string().trim().min(1).max(100)).max(20).default([]),
  expectedRecovery: dateSchema.optional(),
});
export const reinstateBody = z.strictObject({ holdId: idSchema.optional() });
export const disconnectBody = z.strictObject({ reason: sentence });

export const holdView = z.object({
  id: idSchema,
  kind: z.enum(HOLD_KINDS),
  reason: z.string(),
  remedy: z.string().nullable(),
  documentsRequired: z.array(z.string()),
  expectedRecovery: dateSchema.nullable(),
  placedAt: timestampSchema,
});

/** What is left after an act: the number's status, its open holds, and the hold the act was about. */
export const controlReply = z.object({
  number: z.string(),
  status: z.enum(NUMBER_STATUSES),
  holdId: idSchema.nullable(),
  holds: z.array(holdView),
});
export const holdsReply = z.object({ items: z.array(holdView) });
