import { z } from 'zod';
import { emailSchema, newPasswordSchema, personNameSchema } from '../accounts/account-schemas.js';
import { declaredShape } from '../applications/application-schemas.js';
import { COMPLAINT_CATEGORIES, COMPLAINT_OUTCOMES, COMPLAINT_STATUSES } from '../domain/complaint.js';
import { OBJECTION_GROUND_CODES } from '../domain/consents.js';
import { NUMBER_STATUSES } from '../domain/number-status.js';
import { dateSchema, idSchema, pageOf, pageQuery, timestampSchema, usccSchema } from '../http/schemas.js';
import { VERIFICATION_LEVELS } from '../registry/assignment-model.js';
import { holdView } from '../registry/hold-schemas.js';
import { NUMBER_FLAGS } from '../registry/number-model.js';

const sentence = z.string().trim().min(1).max(500);

/** Somebody says an entity's numbers are theirs to manage. The papers follow as documents of the application. */
export const claimBody = z.strictObject({
  email: emailSchema,
  password: newPasswordSchema,
  name: personNameSchema.meta({ description: 'who claims, and is the contact from then on' }),
  mobile: z.string().trim().min(1).max(30),
  entity: declaredShape.entity.omit({ contact: true }).extend({
    name: z.string().trim().min(1).max(200),
    uscc: usccSchema,
  }),
  legalRepresentative: declaredShape.legalRepresentative,
  agent: declaredShape.agent.optional().meta({
    description: 'absent: the claimant is the legal representative; otherwise an authorisation letter is needed',
  }),
});
export type ClaimBody = z.output<typeof claimBody>;
export const claimReply = z.object({ applicationId: idSchema });

export const contactCodeBody = z.strictObject({ channel: z.enum(['sms', 'email']) });
export const codeBody = z.strictObject({ code: z.string().trim().min(4).max(20) });
export const objectionBody = z.strictObject({
  token: z.string().min(20).max(100),
  ground: z.enum(OBJECTION_GROUND_CODES),
});

export const ownNumberView = z.object({
  number: z.string(),
  display: z.string(),
  status: z.enum(NUMBER_STATUSES),
  flags: z.array(z.enum(NUMBER_FLAGS)),
  carrier: z.string(),
  reseller: z.object({ id: z.string(), name: z.string() }).nullable(),
  registeredPurpose: z.string().nullable(),
  landingNumbers: z.array(z.object({ number: z.string(), line: z.string().nullable() })),
  /** How well and until when the holder is verified: by then a renewal is due. */
  verified: z.object({ level: z.enum(VERIFICATION_LEVELS), on: dateSchema, due: dateSchema }).nullable(),
  since: timestampSchema,
  holds: z.array(holdView),
  complaints: z.array(
    z.object({
      category: z.enum(COMPLAINT_CATEGORIES),
      status: z.enum(COMPLAINT_STATUSES),
      outcome: z.enum(COMPLAINT_OUTCOMES).nullable(),
      on: dateSchema,
    }),
  ),
  openApplicationId: z.string().nullable(),
});
export const ownNumbersReply = z.object({ items: z.array(ownNumberView), nextCursor: z.null() });

export const resellerChoices = z.object({
  items: z.array(z.object({ id: idSchema, name: z.string() })),
  nextCursor: z.null(),
});

export const stopBody = z.strictObject({ reason: sentence });
export const disputeBody = z.strictObject({ reason: sentence });

/** Who looked at the owner's papers: for which organisation and why; the person's name stays with that organisation. */
export const viewOfPapers = z.object({
  at: timestampSchema,
  by: z.object({ role: z.string(), organisation: z.string() }),
  purpose: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  fields: z.array(z.string()),
});
export const viewsQuery = z.object(pageQuery);
export const viewsReply = pageOf(viewOfPapers);
