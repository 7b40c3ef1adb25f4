import { z } from 'zod';
import { APPLICATION_KINDS, DOSSIER_KINDS, ID_TYPES } from '../domain/application.js';
import { PARTIES } from '../domain/application-kinds.js';
import { CONSENT_ANSWERS, OBJECTION_GROUND_CODES } from '../domain/consents.js';
import { APPLICATION_STATUSES } from '../domain/application-state.js';
import { CHECK_CODES, HUMAN_CHECK_CODES } from '../domain/checks.js';
import { DOCUMENT_KINDS } from '../domain/ocr-fields.js';
import { REASON_CODES } from '../domain/reason-codes.js';
import { idSchema, numberSchema, pageOf, timestampSchema, usccSchema } from '../http/schemas.js';

const text = (max: number) => z.string().trim().min(1).max(max);
const personName = text(100);
const idNumber = z.string().trim().toUpperCase().min(1).max(30);
const mobile = text(30);
const idType = z.enum(ID_TYPES);

const landing = z.union([
  text(60).transform((number) => ({ number })),
  z.strictObject({
    number: text(60),
    line: z.enum(['fixed', 'mobile', 'platform']).optional(),
    ownerName: personName.optional(),
    ownerIsEntity: z.boolean().optional(),
    platformOperator: text(200).optional(),
  }),
]);

/** Members an applicant declares; a draft may be incomplete, so only their form is judged here. */
export const declaredShape = {
  entity: z.strictObject({
    name: text(200).optional(),
    uscc: usccSchema.optional(),
    type: text(60).optional(),
    legalRepresentative: personName.optional(),
    address: text(300).optional(),
    contact: z
      .strictObject({ name: personName.optional(), mobile: mobile.optional(), email: z.email().max(200).optional() })
      .optional(),
  }),
  legalRepresentative: z.strictObject({
    name: personName.optional(),
    idType: idType.optional(),
    idNumber: idNumber.optional(),
  }),
  agent: z.strictObject({
    name: personName.optional(),
    idType: idType.optional(),
    idNumber: idNumber.optional(),
    mobile: mobile.optional(),
    isLegalRepresentative: z.boolean().optional(),
  }),
  purpose: text(500),
  industry: z.string().regex(/^[A-T]\d{2}$/, 'a GB/T 4754-2017 division such as I65'),
  landingNumbers: z.array(landing).max(50),
  multiNumberReason: text(500),
};

const numbers = z
  .array(numberSchema)
  .min(1)
  .max(20)
  .refine((list) => new Set(list).size === list.length, 'NUMBERS_REPEATED');

export const createBody = z.strictObject({
  kind: z.enum(APPLICATION_KINDS).default('new'),
  numbers,
  entity: declaredShape.entity.optional(),
  legalRepresentative: declaredShape.legalRepresentative.optional(),
  agent: declaredShape.agent.optional(),
  purpose: declaredShape.purpose.optional(),
  industry: declaredShape.industry.optional(),
  landingNumbers: declaredShape.landingNumbers.optional(),
  multiNumberReason: declaredShape.multiNumberReason.optional(),
  toResellerId: idSchema
    .optional()
    .meta({ description: 'for a change of reseller that the holder files itself: who shall serve its numbers' }),
});
export type CreateBody = z.output<typeof createBody>;

/** The document a merge patch must lead to. */
export const declaredBody = createBody.omit({ kind: true, toResellerId: true });
/** A claim names no numbers: it is for all of an entity's. */
export const claimedBody = declaredBody.extend({ numbers: z.array(numberSchema).max(0) });
export type DeclaredBody = z.output<typeof declaredBody>;

/** RFC 7396: members to change; null removes. Judged after merging, by `declaredBody`. */
export const patchBody = z
  .record(z.string(), z.unknown())
  .meta({ description: 'JSON Merge Patch (RFC 7396) of the members of an application' });

export const submitBody = z.strictObject({
  contest: z
    .array(z.strictObject({ checkCode: z.enum(CHECK_CODES), reason: text(500) }))
    .max(40)
    .optional(),
});

export const listQuery = z.object({
  status: z.enum(APPLICATION_STATUSES).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
});

const evidence = z.object({
  documentId: z.string().nullable(),
  page: z.number().nullable(),
  field: z.string().nullable(),
  box: z.array(z.number()).length(4).nullable(),
  read: z.string().nullable(),
  expected: z.string().nullable(),
});
export const checkView = z.object({
  code: z.enum([...CHECK_CODES, ...HUMAN_CHECK_CODES]),
  status: z.enum(['pass', 'fail', 'warn', 'unreadable', 'not_applicable', 'pending']),
  audience: z.enum(['user_action', 'fraud']),
  reasons: z.array(z.enum(REASON_CODES)),
  evidence: z.array(evidence),
  message: z.string(),
});
export const evaluationReply = z.object({
  outcome: z.enum(['compliant', 'noncompliant', 'pending']),
  rulesVersion: z.string(),
  checks: z.array(checkView),
});
export const checksReply = z.object({ items: z.array(checkView), nextCursor: z.null() });

const person = z.object({
  name: z.string().optional(),
  idType: z.string().optional(),
  idNumber: z.string().optional(),
});
export const requestView = z.object({
  reason: z.enum(REASON_CODES),
  text: z.string(),
  documentKinds: z.array(z.enum(DOCUMENT_KINDS)),
  members: z.array(z.string()),
  note: z.string().nullable(),
});
/** What reviewers and auditors see beside the dossier; null for resellers. */
export const reviewView = z.object({
  lane: z.string().nullable(),
  fraudSignal: z.boolean(),
  claim: z.object({ by: z.string(), expiresAt: timestampSchema }).nullable(),
  parkedUntil: timestampSchema.nullable(),
  parkedNote: z.string().nullable(),
  firstApproval: z.object({ by: z.string(), at: timestampSchema }).nullable(),
  contests: z.array(z.object({ checkCode: z.string(), reason: z.string() })),
  decisions: z.array(
    z.object({
      by: z.string(),
      outcome: z.string(),
      reasons: z.array(z.enum(REASON_CODES)),
      note: z.string().nullable(),
      noteToApplicant: z.string().nullable(),
      overrides: z.array(z.object({ checkCode: z.string(), reason: z.string() })),
      at: timestampSchema,
      undone: z.boolean(),
    }),
  ),
  corrections: z.array(
    z.object({
      documentId: z.string(),
      field: z.string(),
      value: z.string(),
      reason: z.string(),
      by: z.string(),
      at: timestampSchema,
    }),
  ),
  comments: z.array(z.object({ by: z.string(), at: timestampSchema, text: z.string() })),
  humanChecks: z.array(
    z.object({
      code: z.enum(HUMAN_CHECK_CODES),
      status: z.string(),
      note: z.string().nullable(),
      by: z.string(),
      at: timestampSchema,
    }),
  ),
  blind: z.boolean().meta({ description: 'the caller looks a second time and does not see how it was decided' }),
  secondLook: z
    .object({
      status: z.enum(['open', 'agreed', 'disagreed', 'settled', 'void']),
      first: z.object({ by: z.string(), outcome: z.string() }),
      second: z.object({
        by: z.string(),
        outcome: z.string(),
        reasons: z.array(z.enum(REASON_CODES)),
        note: z.string().nullable(),
        at: timestampSchema,
      }),
      settlement: z
        .object({ by: z.string(), side: z.enum(['first', 'second']), reason: z.string(), at: timestampSchema })
        .nullable(),
    })
    .nullable()
    .meta({ description: 'null until a second person has judged' }),
});

export const consentView = z.object({
  party: z.enum(PARTIES),
  answer: z.enum(CONSENT_ANSWERS),
  ground: z.enum(OBJECTION_GROUND_CODES).nullable(),
  via: z.string().nullable(),
  at: timestampSchema.nullable(),
  /** Until when silence is no answer yet. */
  dueAt: timestampSchema.nullable(),
});

export const applicationView = z.object({
  id: z.string(),
  kind: z.enum(DOSSIER_KINDS),
  status: z.enum(APPLICATION_STATUSES),
  revision: z.number().int(),
  numbers: z.array(z.string()),
  carrier: z.string(),
  entity: z.looseObject({ name: z.string().optional(), uscc: z.string().optional() }),
  legalRepresentative: person.nullable(),
  agent: person.extend({ mobile: z.string().optional(), isLegalRepresentative: z.boolean().optional() }).nullable(),
  purpose: z.string().nullable(),
  industry: z.string().nullable(),
  landingNumbers: z.array(z.looseObject({ number: z.string() })),
  multiNumberReason: z.string().nullable(),
  /** What differs from the register: null for a new application, and where the register's side is not the viewer's own. */
  changes: z.array(z.object({ member: z.string(), before: z.unknown(), after: z.unknown() })).nullable(),
  consents: z.array(consentView),
  documents: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(DOCUMENT_KINDS),
      status: z.enum(['queued', 'processing', 'ready', 'failed']),
    }),
  ),
  requests: z.array(requestView),
  evaluation: z.object({ outcome: z.enum(['compliant', 'noncompliant', 'pending']), at: timestampSchema }).nullable(),
  /** The last decision as the applicant may read it. */
  decision: z
    .object({
      outcome: z.string(),
      reasons: z.array(z.enum(REASON_CODES)),
      texts: z.array(z.string()),
      noteToApplicant: z.string().nullable(),
      appeal: z.string().nullable(),
      at: timestampSchema,
    })
    .nullable(),
  review: reviewView.nullable(),
  createdAt: timestampSchema,
  submittedAt: timestampSchema.nullable(),
  deadline: timestampSchema.nullable(),
  dueAt: timestampSchema.nullable(),
});
export const applicationList = pageOf(applicationView);
