import { z } from 'zod';
import { DOSSIER_KINDS } from '../domain/application.js';
import { PARTIES } from '../domain/application-kinds.js';
import { APPLICATION_STATUSES } from '../domain/application-state.js';
import { OBJECTION_GROUND_CODES } from '../domain/consents.js';
import { idSchema, pageOf, pageQuery, timestampSchema } from '../http/schemas.js';
import { consentView } from './application-schemas.js';

export const consentBody = z
  .strictObject({
    party: z.enum(PARTIES),
    answer: z.enum(['given', 'refused', 'overruled']),
    ground: z.enum(OBJECTION_GROUND_CODES).optional().meta({ description: 'why, when refused; money is no ground' }),
    documentId: idSchema.optional().meta({ description: 'for a reviewer: the signed paper in the dossier' }),
    note: z.string().trim().min(1).max(500).optional().meta({ description: 'why an objection is overruled' }),
  })
  .refine(({ answer, ground }) => answer !== 'refused' || ground !== undefined, {
    path: ['ground'],
    message: 'REQUIRED',
  })
  .refine(({ answer, note }) => answer !== 'overruled' || note !== undefined, { path: ['note'], message: 'REQUIRED' });
export type ConsentBody = z.output<typeof consentBody>;

/** What an organisation learns of somebody else's application that needs its agreement: nothing of the dossier. */
export const askedView = consentView.extend({
  applicationId: z.string(),
  kind: z.enum(DOSSIER_KINDS),
  status: z.enum(APPLICATION_STATUSES),
  numbers: z.array(z.string()),
  /** The applicant: who shall hold the numbers. */
  entity: z.object({ name: z.string().nullable(), uscc: z.string().nullable() }),
  askedAt: timestampSchema.nullable(),
});
export const consentsQuery = z.object(pageQuery);
export const consentsReply = pageOf(askedView);
