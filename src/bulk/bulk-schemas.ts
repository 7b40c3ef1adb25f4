import { z } from 'zod';
import { pageOf, pageQuery, timestampSchema } from '../http/schemas.js';
import { BULK_ISSUE_CODES } from './bulk-issues.js';
import { BULK_ITEM_STATUSES } from './bulk-item-model.js';
import { BULK_STATUSES } from './bulk-model.js';
import { BULK_FIELDS, type BulkField } from './columns.js';

export const bulkFile = z.strictObject({ file: z.string().meta({ format: 'binary' }) });

export const bulkView = z.object({
  id: z.string(),
  status: z.enum(BULK_STATUSES).meta({ description: '`checked`: nothing was created yet' }),
  createdAt: timestampSchema,
  startedAt: timestampSchema.nullable(),
  endedAt: timestampSchema.nullable(),
  hasPapers: z.boolean().meta({ description: 'whether an archive of papers has been taken in' }),
  counts: z.object({
    ready: z.number().int(),
    refused: z.number().int(),
    queued: z.number().int(),
    submitted: z.number().int(),
    failed: z.number().int(),
  }),
});
export const bulkList = pageOf(bulkView);
export const bulkQuery = z.object(pageQuery);

export const bulkItems = z.object({
  items: z.array(
    z.object({
      row: z.number().int().meta({ description: 'as the program that shows the sheet counts: from 1' }),
      status: z.enum(BULK_ITEM_STATUSES),
      numbers: z.array(z.string()),
      name: z.string(),
      folder: z.string(),
      papers: z.number().int(),
      applicationId: z.string().nullable(),
      issues: z.array(
        z.object({
          code: z.enum(BULK_ISSUE_CODES),
          field: z.enum(BULK_FIELDS as [BulkField, ...BulkField[]]),
          message: z.string(),
        }),
      ),
      failure: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
});
