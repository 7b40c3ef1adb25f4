import { z } from 'zod';
import { CARRIERS, DISCONNECTION_GROUNDS, NUMBER_STATUSES } from '../domain/number-status.js';
import { dateSchema, idSchema, pageOf, pageQuery, timestampSchema, usccSchema } from '../http/schemas.js';

const sentence = z.string().trim().min(1).max(500);

export const reasonBody = z.strictObject({ reason: sentence });

export const disconnectBody = z.strictObject({
  reason: sentence.meta({ description: 'told to holder and reseller; without effectiveOn it justifies the override' }),
  ground: z.enum(DISCONNECTION_GROUNDS).default('carrier'),
  effectiveOn: dateSchema
    .optional()
    .meta({ description: 'the announced day, 30 days ahead or more; absent: at once, an override of the notice' }),
});
export const returnBody = z.strictObject({ reason: sentence, uscc: usccSchema.optional() });

export const blockListQuery = z.object(pageQuery);
export const blockView = z.object({
  id: idSchema,
  from: z.string(),
  to: z.string(),
  carrier: z.enum(CARRIERS),
  createdAt: timestampSchema,
  retiring: z.object({ since: timestampSchema, reason: z.string() }).nullable(),
  /** How many of its numbers are in which status; a status without numbers is absent. */
  numbers: z.partialRecord(z.enum(NUMBER_STATUSES), z.number().int()),
});
export const blockList = pageOf(blockView);
