import { z } from 'zod';
import { dateSchema, idSchema, pageOf, pageQuery, timestampSchema } from '../http/schemas.js';
import { FIELD_NAMES, type Field } from './import/columns.js';
import { ITEM_STATUSES } from './operation-item-model.js';
import { OPERATION_STATUSES } from './operation-model.js';

const reason = z.string().trim().min(2).max(500);

export const importFields = z.strictObject({
  reason,
  campaignDays: z.coerce.number().int().min(30).max(730).optional(),
  headings: z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'a JSON object: field → heading' });
        return z.NEVER;
      }
    })
    .pipe(z.partialRecord(z.enum(FIELD_NAMES as [Field, ...Field[]]), z.string()))
    .optional(),
});
/** For the OpenAPI document: multipart. */
export const importBody = importFields.extend({ file: z.string().meta({ format: 'binary' }) });

export const reasonBody = z.strictObject({ reason });

export const operationView = z.object({
  id: idSchema,
  kind: z.literal('import'),
  status: z.enum(OPERATION_STATUSES),
  author: z.object({ kind: z.string(), id: z.string() }),
  reason: z.string(),
  createdAt: timestampSchema,
  endedAt: timestampSchema.nullable(),
  undo: z
    .object({ by: z.object({ kind: z.string(), id: z.string() }), reason: z.string(), at: timestampSchema })
    .nullable(),
  headings: z.array(z.string()).meta({ description: 'of the file, as they stand there' }),
  mapping: z.record(z.string(), z.string()).meta({ description: 'field → heading it was read from' }),
  rows: z.number().int(),
  accepted: z.number().int(),
  refused: z.number().int(),
  issues: z.record(z.string(), z.number().int()).meta({ description: 'rows by what is remarkable about them' }),
  profile: z
    .array(
      z.object({
        code: z.string(),
        severity: z.enum(['refuse', 'warn']),
        zh: z.string(),
        en: z.string(),
        count: z.number().int(),
      }),
    )
    .meta({ description: 'the same with texts, what refuses first, the most frequent first' }),
  progress: z.record(z.string(), z.number().int()).meta({ description: 'rows by status' }),
  campaignDays: z.number().int(),
});
export const operationList = pageOf(operationView);
export const operationQuery = z.object(pageQuery);

export const itemQuery = z.object({ ...pageQuery, status: z.enum(ITEM_STATUSES).optional() });
export const itemView = z.object({
  row: z.number().int(),
  status: z.enum(ITEM_STATUSES),
  number: z.string().nullable(),
  uscc: z.string().nullable(),
  name: z.string(),
  resellerId: z.string().nullable(),
  risk: z.enum(['low', 'medium', 'high']),
  due: dateSchema,
  issues: z.array(z.object({ code: z.string(), severity: z.enum(['refuse', 'warn']), zh: z.string(), en: z.string() })),
});
export const itemList = pageOf(itemView);
