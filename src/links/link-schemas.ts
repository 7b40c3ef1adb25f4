import { z } from 'zod';
import { DOCUMENT_STATUSES } from '../documents/document-model.js';
import { DOCUMENT_KINDS } from '../domain/ocr-fields.js';
import { CONSENTING_PERSONS } from '../domain/personal-consent.js';
import { idSchema, timestampSchema } from '../http/schemas.js';
import { LINK_PURPOSES } from './link-model.js';

export const linkParams = z.object({ id: idSchema, linkId: idSchema });

export const newLinkBody = z
  .strictObject({
    purpose: z.enum(LINK_PURPOSES),
    person: z.enum(CONSENTING_PERSONS).optional().meta({ description: 'whose link, for `customer`' }),
  })
  .refine(({ purpose, person }) => (purpose === 'customer') === (person !== undefined), {
    path: ['person'],
    message: 'REQUIRED',
  });

const link = z.object({
  id: idSchema,
  purpose: z.enum(LINK_PURPOSES),
  person: z.enum(CONSENTING_PERSONS).nullable(),
  createdAt: timestampSchema,
  expiresAt: timestampSchema,
  revokedAt: timestampSchema.nullable(),
  lastUsedAt: timestampSchema.nullable(),
});
export const newLink = link.extend({
  secret: z.string().optional().meta({ description: 'goes behind `#` of /console/link; shown in this answer only' }),
});

const consent = z.object({
  person: z.enum(CONSENTING_PERSONS),
  answer: z.enum(['given', 'withdrawn']),
  readingRight: z.boolean().nullable(),
  textVersion: z.string(),
  channel: z.literal('customer_link'),
  at: timestampSchema,
});
/** Links of a dossier, newest first, and the latest word of each of its people. */
export const linksReply = z.object({ items: z.array(link), consents: z.array(consent) });

export const personalConsentBody = z.strictObject({
  answer: z.enum(['given', 'withdrawn']),
  textVersion: z.string().max(40),
  readingRight: z.boolean().optional().meta({ description: 'whether what was read from the papers is right' }),
});
export type PersonalConsentBody = z.output<typeof personalConsentBody>;

/** What the holder of a link learns: enough to know what it is for, and their own papers. */
export const openedLink = z.object({
  purpose: z.enum(LINK_PURPOSES),
  person: z.enum(CONSENTING_PERSONS).nullable(),
  expiresAt: timestampSchema,
  numbers: z.array(z.string()),
  entity: z.string().nullable(),
  reseller: z.string().nullable(),
  /** Whether papers can be taken in now. */
  open: z.boolean(),
  kinds: z.array(
    z.object({
      kind: z.enum(DOCUMENT_KINDS),
      status: z.enum(DOCUMENT_STATUSES).nullable(),
      /** Of papers that came by this link: what would make them better, or why they failed. */
      messages: z.array(z.string()),
      /** Of papers that came by this customer link: what was read, for the person to check. */
      read: z.record(z.string(), z.string()),
    }),
  ),
  consent: consent.nullable(),
  text: z.object({ version: z.string(), lines: z.array(z.string()) }),
});
