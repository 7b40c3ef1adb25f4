import { z } from 'zod';
import { SUBJECT_KINDS } from '../events/event-model.js';
import { dateSchema, idSchema, pageOf, pageQuery, timestampSchema } from '../http/schemas.js';

const subjectId = z.string().trim().min(1).max(100);
const who = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .meta({ description: 'id of a user, key or link, a staff number, or `system`' });
/** Days of the business zone, both inclusive. */
const days = { from: dateSchema.optional(), until: dateSchema.optional() };

export const eventFilter = {
  type: z
    .string()
    .regex(/^[a-z_]+\.[a-z_]*$/)
    .optional()
    .meta({ description: 'a type, or its beginning with the dot', example: 'number.' }),
  subjectKind: z.enum(SUBJECT_KINDS).optional(),
  subjectId: subjectId.optional().meta({ description: 'with `subjectKind`; numbers as people write them' }),
  actor: who.optional(),
  ...days,
};
export const eventQuery = z.object({ ...pageQuery, ...eventFilter });
export const eventExportQuery = z.object(eventFilter);
export type EventFilter = z.output<typeof eventExportQuery>;

const actor = z.object({
  kind: z.enum(['user', 'key', 'link', 'system']),
  id: z.string(),
  staffNumber: z.string().nullable(),
});
const subject = z.object({ kind: z.string(), id: z.string() });

export const auditEvent = z
  .object({
    id: idSchema,
    /** Its place among all changes; null until it is numbered (a second at most). */
    seq: z.number().int().nullable(),
    type: z.string(),
    subjects: z.array(subject),
    /** Of how many this change is about; `subjects` names the first twenty. */
    subjectCount: z.number().int(),
    actor,
    resellerId: z.string().nullable(),
    reason: z.string().nullable(),
    effectiveAt: timestampSchema,
    recordedAt: timestampSchema,
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'AuditEvent' });
export const auditEventList = pageOf(auditEvent);

export const ACCESS_SUBJECTS = [
  'application',
  'document',
  'user',
  'reseller',
  'notice',
  'operation',
  'complaint',
] as const;
export const accessFilter = {
  purpose: z.string().trim().min(1).max(100).optional(),
  subjectKind: z.enum(ACCESS_SUBJECTS).optional(),
  subjectId: subjectId.optional(),
  actor: who.optional(),
  ...days,
};
export const accessQuery = z.object({ ...pageQuery, ...accessFilter });
export const accessExportQuery = z.object(accessFilter);
export type AccessFilter = z.output<typeof accessExportQuery>;

export const accessView = z
  .object({
    id: idSchema,
    at: timestampSchema,
    actor: actor.extend({ role: z.string(), resellerId: z.string().nullable() }),
    purpose: z.string(),
    subject,
    /** Names of what was shown, never values. */
    fields: z.array(z.string()),
  })
  .meta({ id: 'PersonalDataAccess' });
export const accessList = pageOf(accessView);
