import { z } from 'zod';
import { NUMBER_STATUSES } from '../domain/number-status.js';
import { pageOf, pageQuery, timestampSchema } from '../http/schemas.js';

const sentence = z.string().trim().min(1).max(500);

export const settleBody = z.strictObject({ reason: sentence });
export const upholdBody = z.strictObject({
  reason: sentence.meta({ description: 'what showed that the number is not the entity’s; stays inside' }),
});
export const upholdDecisionBody = z
  .strictObject({ outcome: z.enum(['confirm', 'refuse']), reason: sentence.optional() })
  .refine(({ outcome, reason }) => outcome === 'confirm' || reason !== undefined, {
    path: ['reason'],
    message: 'REQUIRED',
  });

export const disputesQuery = z.object(pageQuery);
export const disputeView = z.object({
  number: z.string(),
  display: z.string(),
  carrier: z.string(),
  status: z.enum(NUMBER_STATUSES),
  /** Under whose code it stands, and by which name when it is or was in service. */
  uscc: z.string().nullable(),
  holderName: z.string().nullable(),
  resellerId: z.string().nullable(),
  reseller: z.string().nullable(),
  disputedAt: timestampSchema,
  reason: z.string(),
  /** Somebody proposes to uphold it: another person must confirm or refuse. */
  proposal: z.object({ by: z.string(), at: timestampSchema, reason: z.string() }).nullable(),
});
export const disputesReply = pageOf(disputeView);

/** What a step of a dispute leaves: the number, and whether a second person is awaited. */
export const disputeStateView = z.object({
  number: z.string(),
  status: z.enum(NUMBER_STATUSES),
  disputed: z.boolean(),
  awaitsSecond: z.boolean(),
});
