import { z } from 'zod';
import { NUMBER_STATUSES } from '../domain/number-status.js';
import { dateSchema, idSchema, numberSchema, timestampSchema } from '../http/schemas.js';
import { HOLD_KINDS } from '../domain/hold-rules.js';

const sentence = z.string().trim().min(1).max(500);
const reference = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .meta({ description: 'of the paper behind it, such as an authority’s letter' });

export const suspendBody = z.strictObject({
  kind: z.enum(HOLD_KINDS).default('carrier'),
  reason: sentence.meta({ description: 'shown to the public, except for kind fraud; no personal data' }),
  remedy: sentence.optional(),
  documentsRequired: z.array(z.string().trim().min(1).max(100)).max(20).default([]),
  expectedRecovery: dateSchema.optional(),
  overdueSince: dateSchema
    .optional()
    .meta({ description: 'arrears: since when the bill is overdue; 30 days at least' }),
  reference: reference.optional(),
});
export const reinstateBody = z.strictObject({
  holdId: idSchema.optional(),
  reason: sentence.optional().meta({ description: 'needed for kinds fraud and authority_order; stays inside' }),
  reference: reference.optional(),
  clearedAt: timestampSchema.optional().meta({ description: 'when the cause was settled, e.g. the bill paid' }),
});
export const noBody = z.strictObject({});
export const postponeBody = z.strictObject({ expectedRecovery: dateSchema, reason: sentence });
export const holdParams = z.object({ number: numberSchema, holdId: idSchema });

export const holdView = z.object({
  id: idSchema,
  kind: z.enum(HOLD_KINDS),
  reason: z.string(),
  remedy: z.string().nullable(),
  documentsRequired: z.array(z.string()),
  expectedRecovery: dateSchema.nullable(),
  placedAt: timestampSchema,
  postponed: z.number().int(),
  /** One of the two persons that lifting needs has spoken. */
  liftProposedAt: timestampSchema.nullable(),
});

/** What is left after an act: the number's status, its open holds, and the hold the act was about. */
export const controlReply = z.object({
  number: z.string(),
  status: z.enum(NUMBER_STATUSES),
  holdId: idSchema.nullable(),
  holds: z.array(holdView),
});
export const holdsReply = z.object({ items: z.array(holdView) });
