import { z } from 'zod';
import { dateSchema, idSchema, numberSchema, pageOf, timestampSchema, usccSchema } from '../http/schemas.js';
import { LUCKY_PATTERNS } from '../domain/number-400.js';
import { VERIFICATION_LEVELS } from './assignment-model.js';
import { CARRIERS, DISCONNECTION_GROUNDS, NUMBER_STATUSES } from '../domain/number-status.js';
import { NUMBER_FLAGS } from './number-model.js';

const carrier = z.enum(CARRIERS);

export const blockBody = z.strictObject({ from: numberSchema, to: numberSchema, carrier });
export const blockReply = z.object({ id: idSchema, created: z.number().int() });

export const numberQuery = z.object({
  status: z.enum(NUMBER_STATUSES).optional(),
  carrier: carrier.optional(),
  contains: z
    .string()
    .regex(/^[\d*?]{1,20}$/, 'digits, * and ? only')
    .optional(),
  lucky: z
    .string()
    .max(60)
    .transform((list) => list.split(','))
    .pipe(z.array(z.enum(LUCKY_PATTERNS)))
    .optional()
    .meta({ description: 'patterns a number must all have, comma-separated', example: 'AAA,NO_4' }),
  without: z
    .string()
    .regex(/^\d{1,5}$/)
    .optional(),
  resellerId: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
});

export const numberSummaryQuery = z.object({ resellerId: idSchema.optional() });
export const numberSummary = z.object({
  total: z.number().int(),
  /** A status without numbers is absent. */
  byStatus: z.partialRecord(z.enum(NUMBER_STATUSES), z.number().int()),
});

export const numberView = z.object({
  number: z.string(),
  display: z.string(),
  carrier,
  status: z.enum(NUMBER_STATUSES),
  since: timestampSchema,
  resellerId: z.string().nullable(),
  applicationId: z.string().nullable(),
  patterns: z.array(z.string()),
  flags: z.array(z.enum(NUMBER_FLAGS)),
  /** The end of its service, announced and not yet due. */
  ending: z
    .object({
      reason: z.string(),
      ground: z.enum(DISCONNECTION_GROUNDS),
      noticedOn: dateSchema,
      effectiveOn: dateSchema,
    })
    .nullable(),
});
export const numberList = pageOf(
  numberView.extend({
    holder: z.object({ name: z.string(), uscc: z.string() }).nullable().meta({ description: 'who answers for it now' }),
    verified: z
      .object({ level: z.enum(VERIFICATION_LEVELS), on: dateSchema, due: dateSchema })
      .nullable()
      .meta({ description: 'how well, and until when it must be verified anew' }),
  }),
);

export const reservationBody = z.strictObject({
  number: numberSchema,
  subscriber: z.strictObject({ name: z.string().trim().min(1).max(200), uscc: usccSchema.optional() }),
});
export const reservationView = z.object({
  id: idSchema,
  number: z.string(),
  subscriber: z.object({ name: z.string(), uscc: z.string().optional() }),
  status: z.enum(['open', 'used', 'released', 'expired']),
  expiresAt: timestampSchema,
});
export const reservationList = pageOf(reservationView);

export const historyQuery = z.object({
  at: z
    .union([timestampSchema, dateSchema])
    .optional()
    .meta({ description: 'who was accountable at this time; a day means its last moment' }),
  knownAt: z
    .union([timestampSchema, dateSchema])
    .optional()
    .meta({ description: 'as the register knew it then: later corrections and changes are left out' }),
});
const accountable = z.object({
  id: idSchema,
  holder: z.object({
    uscc: z.string(),
    name: z.string(),
    entityType: z.string(),
    province: z.string().nullable(),
    city: z.string().nullable(),
  }),
  resellerId: z.string(),
  applicationId: z.string(),
  from: timestampSchema,
  until: timestampSchema.nullable(),
  disownedAt: timestampSchema
    .nullable()
    .meta({ description: 'when a dispute was upheld: this entity was never accountable, though the register said so' }),
});
export const historyReply = z.object({
  number: z.string(),
  /** Who was accountable at `at` (now when absent), as known at `knownAt` (now when absent). */
  accountable: accountable.nullable(),
  /** Who was accountable, from when to when. */
  assignments: z.array(accountable),
  events: z.array(
    z.object({
      type: z.string(),
      effectiveAt: timestampSchema,
      recordedAt: timestampSchema,
      before: z.unknown(),
      after: z.unknown(),
      reason: z.string().nullable(),
    }),
  ),
});
