import { z } from 'zod';
import { timestampSchema } from '../http/schemas.js';
import { GROUPS, WEIGHTS } from './policy-row.js';
import { shapeSchema } from './policy-shape.js';

const bilingual = z.object({ zh: z.string(), en: z.string() });

export const policyView = z.object({
  key: z.string(),
  group: z.enum(GROUPS),
  name: bilingual,
  about: bilingual,
  shape: shapeSchema,
  standing: z.enum(['rule', 'choice']).meta({ description: '`rule`: its limits cannot be loosened' }),
  source: bilingual.extend({ weight: z.enum(WEIGHTS) }),
  default: z.unknown(),
  value: z.unknown(),
  changed: z.boolean().meta({ description: 'differs from the default' }),
  version: z.number().int().meta({ description: 'times it was set; its ETag' }),
  changedAt: timestampSchema.nullable(),
  changedBy: z.string().nullable().meta({ description: 'staff number' }),
});

export const policyList = z.object({
  version: z.number().int().meta({ description: 'changes of all policies so far' }),
  rulesVersion: z.string().meta({ description: 'kept with every evaluation that is made now' }),
  items: z.array(policyView),
});

export const setPolicyBody = z.strictObject({
  value: z.unknown().refine((value) => value !== undefined, { error: 'is missing' }),
  reason: z.string().trim().min(1).max(500),
});

export const policyChange = z.object({
  version: z.number().int(),
  at: timestampSchema,
  by: z.string().nullable().meta({ description: 'staff number' }),
  reason: z.string().nullable(),
  from: z.unknown(),
  to: z.unknown(),
});
export const policyChangeList = z.object({ items: z.array(policyChange) });
