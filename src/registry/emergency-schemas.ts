import { z } from 'zod';
import { idSchema, numberSchema, pageOf, pageQuery, timestampSchema, usccSchema } from '../http/schemas.js';
import { STOP_STATUSES, STOP_TARGETS } from './emergency-stop-model.js';

const sentence = z.string().trim().min(1).max(500);

const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('number'), id: numberSchema }),
  z.strictObject({ kind: z.literal('entity'), id: usccSchema }),
  z.strictObject({ kind: z.literal('reseller'), id: idSchema }),
]);

export const stopBody = z.strictObject({
  target,
  kind: z.enum(['fraud', 'authority_order']).default('fraud'),
  reason: sentence.meta({ description: 'stays inside for kind fraud; shown to the public for authority_order' }),
  reference: z.string().trim().min(1).max(100).optional(),
  includeNumbers: z.boolean().default(false).meta({
    description:
      'target reseller only. false: its new business stops, the numbers of its holders go on working. true: they stop too',
  }),
});

export const stopDecisionBody = z
  .strictObject({ outcome: z.enum(['confirm', 'refuse']), reason: sentence.optional() })
  .refine(({ outcome, reason }) => outcome === 'confirm' || reason !== undefined, {
    path: ['reason'],
    message: 'REASON_REQUIRED',
  });

export const stopQuery = z.object({ ...pageQuery, status: z.enum(STOP_STATUSES).optional() });
export const stopView = z.object({
  id: idSchema,
  target: z.object({ kind: z.enum(STOP_TARGETS), id: z.string() }),
  kind: z.string(),
  reason: z.string(),
  reference: z.string().nullable(),
  includeNumbers: z.boolean(),
  status: z.enum(STOP_STATUSES),
  placedBy: z.string(),
  placedAt: timestampSchema,
  confirmBy: timestampSchema,
  decidedBy: z.string().nullable(),
  decidedAt: timestampSchema.nullable(),
  /** Some numbers are still to be stopped, or to be let go; a sweep goes on with it. */
  remaining: z.boolean(),
});
export const stopList = pageOf(stopView);
