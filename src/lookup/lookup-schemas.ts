import { z } from 'zod';
import { dateSchema } from '../http/schemas.js';
import { CARRIERS } from '../domain/number-status.js';
import { VERIFICATION_LEVELS } from '../registry/assignment-model.js';
import { HOLD_KINDS } from '../domain/hold-rules.js';
import { logProofSchema } from '../transparency/log-proof.js';

/** `quarantined` is shown as `disconnected` (contract: *States / Number*). */
export const PUBLIC_NUMBER_STATUSES = ['working', 'suspended', 'disconnected'] as const;
export const PUBLIC_HISTORY_EVENTS = [
  'activated',
  'imported',
  'suspended',
  'reinstated',
  'transferred',
  'disconnected',
  'returned',
] as const;

const uscc = z.string().regex(/^[0-9A-Z]{18}$/);

/**
 * Everything the public may see of a number, and nothing else: strict at every level, so that a member added to a row
 * cannot slip out. Dates are days in the business zone.
 */
export const publicRecordSchema = z.strictObject({
  number: z.string().regex(/^400\d{7}$/),
  display: z.string(),
  e164: z.string(),
  status: z.enum(PUBLIC_NUMBER_STATUSES),
  holder: z
    .strictObject({
      name: z.string(),
      uscc,
      entityType: z.string(),
      province: z.string().nullable(),
      city: z.string().nullable(),
    })
    .nullable(),
  /** Present when nobody holds the number any more. */
  lastHolder: z.strictObject({ name: z.string(), uscc, until: dateSchema }).optional(),
  carrier: z.enum(CARRIERS),
  reseller: z.strictObject({ name: z.string() }),
  verified: z.strictObject({ level: z.enum(VERIFICATION_LEVELS), on: dateSchema, due: dateSchema }),
  registeredPurpose: z.string(),
  history: z.array(z.strictObject({ event: z.enum(PUBLIC_HISTORY_EVENTS), on: dateSchema })),
  notices: z.array(
    z.strictObject({
      kind: z.enum(HOLD_KINDS),
      reason: z.string(),
      remedy: z.string().nullable(),
      expectedRecovery: dateSchema.nullable(),
      /** How often the expected recovery was put off. */
      postponed: z.number().int(),
      on: dateSchema,
    }),
  ),
  /** That this answer is in the transparency log; absent until it is, which takes a second at most. */
  proof: logProofSchema.optional(),
  /** The same record, signed: a compact JWS, good for a day; absent for a past day. */
  credential: z.string().optional(),
});
export type PublicRecord = z.output<typeof publicRecordSchema>;

/** Why a number is not in the register: never a judgement on it. */
export const NOT_REGISTERED_REASONS = ['not_covered', 'not_held', 'not_a_400'] as const;
export type NotRegisteredReason = (typeof NOT_REGISTERED_REASONS)[number];
