import { z } from 'zod';
import { LANES } from '../applications/application-model.js';
import { DOSSIER_KINDS } from '../domain/application.js';
import { CHECK_CODES, HUMAN_CHECK_CODES } from '../domain/checks.js';
import { DOCUMENT_KINDS } from '../domain/ocr-fields.js';
import { REASON_CODES } from '../domain/reason-codes.js';
import { dateSchema, idSchema, timestampSchema } from '../http/schemas.js';

const note = z.string().trim().max(2000);
const reason = z.enum(REASON_CODES);

/** Lanes of the queue: by what the checks found, and those to be judged again. */
export const QUEUE_LANES = [...LANES, 'second_look'] as const;
export type QueueLane = (typeof QUEUE_LANES)[number];

export const queueQuery = z.object({
  lane: z
    .enum(QUEUE_LANES)
    .optional()
    .meta({ description: '`second_look`: decided dossiers the caller judges again, blind' }),
  view: z.enum(['open', 'free', 'mine', 'parked']).default('open').meta({
    description: '`free`: nobody works on it; `mine`: claimed by the caller; `parked`: put aside until a time',
  }),
  sort: z.enum(['due', 'submitted']).default('due'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
});
export const queueReply = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(DOSSIER_KINDS),
      status: z.string(),
      lane: z.string().nullable(),
      numbers: z.array(z.string()),
      entityName: z.string().nullable(),
      uscc: z.string().nullable(),
      carrier: z.string(),
      province: z.string().nullable(),
      submittedAt: timestampSchema.nullable(),
      dueAt: timestampSchema.nullable(),
      overdue: z.boolean(),
      claim: z
        .object({ by: z.string(), staff: z.string().nullable(), expiresAt: timestampSchema })
        .nullable()
        .meta({ description: '`staff`: the staff number of who holds it' }),
      parkedUntil: timestampSchema.nullable(),
      failing: z.array(z.string()),
    }),
  ),
  nextCursor: z.string().nullable(),
  lanes: z.object({ clean: z.number(), warnings: z.number(), fraud: z.number(), resubmitted: z.number() }),
  secondLooks: z
    .object({
      waiting: z.number().meta({ description: 'those the caller may take' }),
      mine: z.number(),
      disagreed: z
        .array(z.object({ id: z.string(), entityName: z.string().nullable(), numbers: z.array(z.string()) }))
        .meta({ description: 'disagreements the caller may settle; for senior reviewers' }),
    })
    .meta({ description: 'blind second reviews' }),
});

export const claimBody = z.strictObject({ applicationId: idSchema.optional(), lane: z.enum(QUEUE_LANES).optional() });
export const claimParams = z.object({ applicationId: idSchema });

export const correctionBody = z.strictObject({
  document: idSchema,
  field: z.string().min(1).max(60),
  value: z.string().trim().min(1).max(500),
  reason: z.string().trim().min(1).max(500),
});

export const decisionBody = z
  .strictObject({
    outcome: z.enum(['approve', 'reject', 'request_information']),
    reasons: z.array(reason).max(20).default([]),
    note: note.optional(),
    noteToApplicant: note.optional(),
    override: z
      .union([
        z.strictObject({
          checkCode: z.enum([...CHECK_CODES, ...HUMAN_CHECK_CODES]),
          reason: z.string().trim().min(1).max(500),
        }),
        z.array(
          z.strictObject({
            checkCode: z.enum([...CHECK_CODES, ...HUMAN_CHECK_CODES]),
            reason: z.string().trim().min(1).max(500),
          }),
        ),
      ])
      .optional(),
    shown: z
      .array(z.strictObject({ document: idSchema, field: z.string().min(1).max(60) }))
      .max(500)
      .default([])
      .meta({ description: 'fields whose place on the paper was on screen; for the decider’s own figures' }),
    requests: z
      .array(
        z.strictObject({
          reason,
          documentKinds: z.array(z.enum(DOCUMENT_KINDS)).optional(),
          members: z.array(z.string().min(1).max(60)).optional(),
          note: z.string().trim().max(500).optional(),
        }),
      )
      .max(20)
      .default([]),
  })
  .refine(({ outcome, reasons, requests }) => outcome === 'approve' || reasons.length + requests.length > 0, {
    path: ['reasons'],
    message: 'REASON_REQUIRED',
  });

export const rescindBody = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export const settlementBody = z.strictObject({
  side: z.enum(['first', 'second']),
  reason: z.string().trim().min(1).max(500),
});
export const humanCheckBody = z.strictObject({
  code: z.enum(HUMAN_CHECK_CODES),
  status: z.enum(['pass', 'fail', 'warn']),
  note: note.optional(),
});
export const parkBody = z.strictObject({ until: timestampSchema, note: note.optional() });

export const acceptanceBody = z.strictObject({
  acceptanceNumber: z.string().trim().min(1).max(100),
  counter: z.string().trim().min(1).max(100),
  staff: z.string().trim().min(1).max(100),
  acceptedOn: dateSchema,
});

export const commentBody = z.strictObject({ text: z.string().trim().min(1).max(2000) });

/** What a reviewer wants to know beside the dossier itself. */
export const caseReply = z.object({
  staff: z.record(z.string(), z.string()).meta({ description: 'staff numbers of the people named in the case, by id' }),
  since: z
    .object({ at: timestampSchema, members: z.array(z.string()), documents: z.array(z.string()) })
    .nullable()
    .meta({ description: 'what the applicant changed since information was asked for; null when it never was' }),
  related: z.array(
    z.object({
      id: z.string(),
      entityName: z.string().nullable(),
      uscc: z.string().nullable(),
      status: z.string(),
      numbers: z.array(z.string()),
      shares: z.array(z.enum(['document', 'person', 'landing_number', 'entity'])),
    }),
  ),
});
