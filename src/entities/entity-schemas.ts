import { z } from 'zod';
import { CARRIERS, NUMBER_STATUSES } from '../domain/number-status.js';
import { dateSchema, idSchema, pageOf, pageQuery, timestampSchema, usccSchema } from '../http/schemas.js';
import { VERIFICATION_LEVELS } from '../registry/assignment-model.js';
import { MERGE_STATUSES } from './merge-model.js';

/** A code, or the 15-digit registration number under which older registers keep an entity. */
export const entityKey = z.union([usccSchema, z.string().regex(/^\d{15}$/)]);
export const entityParams = z.object({ uscc: entityKey });

export const entityView = z.object({
  uscc: z.string(),
  name: z.string().nullable(),
  entityType: z.string(),
  province: z.string().nullable(),
  city: z.string().nullable(),
  /** Names over time, the oldest first. */
  names: z.array(z.object({ name: z.string(), since: timestampSchema })),
  verified: z.object({ level: z.enum(VERIFICATION_LEVELS), on: dateSchema, due: dateSchema }).nullable(),
  /** The record this one was merged into. */
  mergedInto: z.string().nullable(),
  /** A reseller sees those it serves. */
  numbers: z.array(
    z.object({
      number: z.string(),
      status: z.enum(NUMBER_STATUSES),
      carrier: z.enum(CARRIERS),
      resellerId: z.string().nullable(),
    }),
  ),
  caps: z
    .array(z.object({ carrier: z.enum(CARRIERS), held: z.number().int(), cap: z.number().int() }))
    .nullable()
    .meta({ description: 'for staff and the owner' }),
  otherEntitiesOfItsPeople: z.number().int().nullable().meta({
    description: 'how many other entities its representatives and agents stand for; a fraud signal, staff only',
  }),
});

export const mergeBody = z
  .strictObject({ from: entityKey, into: usccSchema, reason: z.string().trim().min(1).max(500) })
  .refine(({ from, into }) => from !== into, { path: ['into'], message: 'SAME_ENTITY' });
export const mergeDecisionBody = z.strictObject({ outcome: z.enum(['approve', 'refuse']) });
export const mergeUndoBody = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export const mergeView = z.object({
  id: idSchema,
  from: z.string(),
  into: z.string(),
  reason: z.string(),
  status: z.enum(MERGE_STATUSES),
  proposedBy: z.string(),
  proposedAt: timestampSchema,
  decidedBy: z.string().nullable(),
  numbers: z.array(z.string()),
});
export const mergesQuery = z.object({ ...pageQuery, status: z.enum(MERGE_STATUSES).default('proposed') });
export const mergesReply = pageOf(mergeView);
