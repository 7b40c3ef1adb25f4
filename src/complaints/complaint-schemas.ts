import { z } from 'zod';
import {
  CALL_DIRECTIONS,
  COMPLAINT_CATEGORIES,
  COMPLAINT_OUTCOMES,
  COMPLAINT_STATUSES,
  FINDINGS,
  type ComplaintCategory,
} from '../domain/complaint.js';
import { CARRIERS } from '../domain/number-status.js';
import { dateSchema, idParams, idSchema, numberSchema, pageOf, pageQuery, timestampSchema } from '../http/schemas.js';
import { toldSchema } from './told.js';

const category = z.enum(COMPLAINT_CATEGORIES);
const callSchema = z.strictObject({
  on: dateSchema.optional(),
  time: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  direction: z
    .enum(CALL_DIRECTIONS)
    .optional()
    .meta({ description: '`received`: the phone showed the number as its caller' }),
});

export const complaintBody = z.strictObject({
  number: numberSchema,
  category,
  description: z.string().trim().min(1).max(2_000),
  contact: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ description: 'how to reach the complainant; optional, sealed, never shown to holder or reseller' }),
  call: callSchema.optional(),
  amountLost: z.number().int().min(0).max(1_000_000_000).optional().meta({ description: 'whole yuan' }),
});

const redress = z.array(z.object({ name: z.string(), phone: z.string().nullable() }));
export const receiptParams = z.object({ receipt: z.string().max(40).meta({ description: 'as printed, any case' }) });
export const complaintReceipt = z.object({
  id: idSchema,
  receipt: z
    .string()
    .meta({ description: 'the only key to follow the complaint; shown once', example: 'XXXX-XXXX-XXXX-XXXX' }),
  receiptUrl: z.url(),
  routes: redress.meta({ description: 'where else to turn to, in order' }),
});
export const followedComplaint = z.object({
  number: z.string(),
  category,
  status: z.enum(COMPLAINT_STATUSES),
  outcome: z.enum(COMPLAINT_OUTCOMES).nullable(),
  receivedAt: timestampSchema,
  closedAt: timestampSchema.nullable(),
  screenshots: z.number().int(),
  answers: z.array(z.object({ at: timestampSchema, text: z.string() })),
});
export const screenshotsReply = z.object({ screenshots: z.number().int() });

export const complaintView = z.object({
  id: idSchema,
  number: z.string(),
  category,
  status: z.enum(COMPLAINT_STATUSES),
  outcome: z.enum(COMPLAINT_OUTCOMES).nullable(),
  carrier: z.enum(CARRIERS).nullable(),
  province: z.string().nullable(),
  resellerId: idSchema.nullable(),
  uscc: z.string().nullable(),
  assignee: idSchema.nullable(),
  screenshots: z.number().int(),
  receivedAt: timestampSchema,
  closedAt: timestampSchema.nullable(),
});
export const complaintList = pageOf(complaintView);
/** With what the complainant told: reading it is logged. */
export const complaintInFull = complaintView.extend({
  told: toldSchema.nullable().meta({ description: 'null once it was forgotten' }),
  answers: z.array(z.object({ at: timestampSchema, by: idSchema, text: z.string() })),
});
export const complaintQuery = z.object({
  ...pageQuery,
  status: z.enum(COMPLAINT_STATUSES).optional(),
  category: category.optional(),
  number: numberSchema.optional(),
  resellerId: idSchema.optional(),
  assignee: idSchema.optional(),
});
export const screenshotParams = idParams.extend({ n: z.coerce.number().int().min(1).max(5) });
const answerText = z.string().trim().min(1).max(2_000);
export const assignBody = z.strictObject({
  userId: idSchema.optional().meta({ description: 'default: the caller' }),
});
export const answerBody = z.strictObject({ text: answerText });
export const closeBody = z.strictObject({ outcome: z.enum(FINDINGS), answer: answerText });
export const reopenBody = z.strictObject({});

const score = z.object({
  total: z.number().int(),
  byCategory: z.object(
    Object.fromEntries(COMPLAINT_CATEGORIES.map((name) => [name, z.number().int()])) as Record<
      ComplaintCategory,
      z.ZodNumber
    >,
  ),
  open: z.number().int(),
  substantiated: z.number().int(),
  overturned: z.number().int().meta({ description: 'closed as unsubstantiated: did not stand' }),
});
export const scoreQuery = z.object({ months: z.coerce.number().int().min(1).max(24).default(12) });
export const scorecardView = score.extend({
  resellerId: idSchema,
  name: z.string(),
  months: z.array(score.extend({ month: z.string() })),
});
export const scorecardList = z.object({ items: z.array(scorecardView) });
/** One line for the reseller: this month beside the last twelve. */
export const scoreLine = z.object({ month: score.extend({ month: z.string() }), year: score });

const redressText = z.strictObject({ zh: z.string().trim().min(1).max(80), en: z.string().trim().min(1).max(80) });
export const redressEntries = z
  .array(
    z.strictObject({
      when: z.enum(['scam', 'always']),
      name: redressText.meta({
        description: '{carrier}, {line} and {province} are filled in; unknown ones drop the entry',
      }),
      phone: z
        .string()
        .regex(/^(?:[0-9-]{3,20}|\{line\})$/)
        .nullable(),
    }),
  )
  .min(1)
  .max(30);
export const redressBody = z.strictObject({ items: redressEntries });
export const redressReply = z.object({ items: redressEntries, version: z.number().int() });
