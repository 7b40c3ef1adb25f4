import { z } from 'zod';
import { DOCUMENT_KINDS, PAGE_KINDS } from '../domain/ocr-fields.js';
import { idSchema, timestampSchema } from '../http/schemas.js';
import { ADVICE, type AdviceCode } from './advice/advice.js';
import { MAX_PAGES } from './decoded-file.js';
import { DOCUMENT_STATUSES } from './document-model.js';
import { FAILURES, type FailureCode } from './failures.js';
import { FORM_KINDS } from './forms/fill-form.js';

/** The text part of an upload; the other part is `file`. */
export const uploadFields = z.strictObject({ kind: z.enum(DOCUMENT_KINDS) });
export const uploadBody = uploadFields.extend({
  file: z.string().meta({ format: 'binary', description: 'JPEG, PNG, WebP, TIFF or PDF, up to 20 MiB and 10 pages' }),
});
const box = z.array(z.number()).length(4);

/** What would make the picture better, in words to act on; nothing is refused because of it. */
const advice = z.array(
  z.object({
    code: z.enum(Object.keys(ADVICE) as [AdviceCode, ...AdviceCode[]]),
    page: z.number().int(),
    /** Pixels of the stored page; absent when the whole page is meant. */
    box: box.optional(),
    message: z.string(),
  }),
);

export const uploadReply = z.object({
  id: idSchema,
  kind: z.enum(DOCUMENT_KINDS),
  status: z.enum(DOCUMENT_STATUSES),
  sha256: z.string(),
  advice,
});

export const pageParams = z.object({ id: idSchema, n: z.coerce.number().int().min(1).max(MAX_PAGES) });
export const pageQuery = z.object({
  mark: z
    .enum(['full', 'strip'])
    .default('full')
    .meta({ description: '`strip`: below the page instead of across it, for who has claimed the case; else `full`' }),
});
export const formParams = z.object({ id: idSchema, kind: z.enum(FORM_KINDS) });

const reading = z.object({
  value: z.string().nullable(),
  confidence: z.number(),
  verdict: z.enum(['read', 'unsure', 'missing']),
  box: box.nullable(),
  page: z.number().int(),
  candidates: z.array(z.string()).optional(),
});

export const documentView = z.object({
  id: idSchema,
  applicationId: idSchema,
  kind: z.enum(DOCUMENT_KINDS),
  status: z.enum(DOCUMENT_STATUSES),
  sha256: z.string(),
  type: z.string(),
  size: z.number().int(),
  /** Pixels of each page as stored; boxes are in these. */
  pages: z.array(z.object({ n: z.number().int(), width: z.number().int(), height: z.number().int() })),
  current: z.boolean(),
  uploadedAt: timestampSchema,
  settledAt: timestampSchema.nullable(),
  failure: z
    .object({ code: z.enum(Object.keys(FAILURES) as [FailureCode, ...FailureCode[]]), message: z.string() })
    .nullable(),
  /** What the content shows; null until read, and when it cannot be told. */
  kindSeen: z.enum(PAGE_KINDS).nullable(),
  fields: z.record(z.string(), reading).nullable(),
  seals: z.array(z.object({ box, page: z.number().int(), confidence: z.number() })),
  qr: z.array(z.string()),
  advice,
  quality: z.object({ sharpness: z.number(), glare: z.number(), coverage: z.number() }).nullable(),
});
