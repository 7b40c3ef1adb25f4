import { z } from 'zod';
import { idSchema, pageOf, pageQuery, timestampSchema, usccSchema } from '../http/schemas.js';

const text = z.string().trim().min(1);

const facts = z
  .strictObject({
    from: timestampSchema.optional(),
    until: timestampSchema.optional(),
    holder: z
      .strictObject({
        uscc: usccSchema.optional(),
        name: text.max(200).optional(),
        entityType: text.max(50).optional(),
        province: text.max(50).nullable().optional(),
        city: text.max(50).nullable().optional(),
      })
      .optional(),
    publicName: text.max(200).optional(),
  })
  .refine((given) => Object.values(given).some((value) => value !== undefined), 'NOTHING_TO_CORRECT');

export const correctionBody = z.strictObject({
  assignmentId: idSchema.meta({ description: 'of the history' }),
  facts,
  reason: text.max(500).meta({ description: 'what was wrong and how it is known; stays inside' }),
});
export const correctionDecisionBody = z.strictObject({ outcome: z.enum(['apply', 'refuse']) });

export const correctionQuery = z.object(pageQuery);
export const correctionView = z.object({
  id: idSchema,
  number: z.string(),
  assignmentId: idSchema,
  facts: z.unknown(),
  reason: z.string(),
  status: z.enum(['proposed', 'applied', 'refused']),
  proposedBy: z.string(),
  proposedAt: timestampSchema,
  decidedBy: z.string().nullable(),
  decidedAt: timestampSchema.nullable(),
});
export const correctionList = pageOf(correctionView);
