import { z } from 'zod';
import { INDUSTRY_POLICY } from '../domain/industry.js';
import { ENTITY_CLASSES, OPTIONAL_DOCUMENTS } from '../domain/required-documents.js';

export const UNITS = [
  'days',
  'hours',
  'minutes',
  'working_minutes',
  'seconds',
  'months',
  'years',
  'numbers',
  'entities',
  'networks',
] as const;

/** What a policy's value may be: data, from which the API checks it and the page draws its field. */
export const shapeSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('integer'),
    unit: z.enum(UNITS),
    least: z.number().int().meta({ description: 'a value below it is refused' }),
    most: z.number().int(),
  }),
  z.object({
    type: z.literal('share'),
    least: z.number().meta({ description: 'a part of one: 0.03 is 3 %' }),
    most: z.number(),
  }),
  z.object({ type: z.literal('switch') }),
  z.object({
    type: z.literal('choice'),
    options: z.array(z.object({ value: z.string(), zh: z.string(), en: z.string() })),
  }),
  z.object({ type: z.literal('documents'), options: z.array(z.string()) }),
  z.object({ type: z.literal('required_documents'), classes: z.array(z.string()), options: z.array(z.string()) }),
  z.object({ type: z.literal('industries') }),
  z.object({ type: z.literal('hours') }),
  z.object({
    type: z.literal('text'),
    most: z.number().int(),
    form: z.enum(['line', 'icp']).meta({ description: '`icp`: such as 京ICP备12345678号-1' }),
  }),
  z.object({ type: z.literal('picture') }),
]);
export type PolicyShape = z.output<typeof shapeSchema>;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const hours = z
  .array(z.strictObject({ begins: time, ends: time }))
  .min(1)
  .max(4)
  .refine(inOrder, { error: 'periods in order, each ending after it begins, none touching the next' });
/** One line, trimmed; nothing that could pass for markup or turn the direction of writing. */
const line = z
  .string()
  .trim()
  .regex(/^[^\p{C}<>]*$/u);
const icp = z
  .string()
  .trim()
  .regex(/^(\p{Script=Han}ICP[备证]\d{6,10}号(-\d{1,3})?)?$/u);
const industryChoice = z.enum(['allow', 'needs_licence', 'prohibit']);
const industries = z
  .record(z.string(), industryChoice)
  .refine((given) => Object.keys(given).every((code) => Object.hasOwn(INDUSTRY_POLICY, code)), {
    error: 'divisions of GB/T 4754-2017, such as I65',
  });
const optionalDocument = z.enum(OPTIONAL_DOCUMENTS);
const requiredDocuments = z.partialRecord(
  z.enum(Object.keys(ENTITY_CLASSES) as (keyof typeof ENTITY_CLASSES)[]),
  z.array(optionalDocument).refine(eachOnce, { error: 'each once' }),
);

/** Checks a value against a shape; the limits of a rule are in the shape, so that no way leads around them. */
export function valueSchema(shape: PolicyShape): z.ZodType {
  switch (shape.type) {
    case 'integer':
      return z.number().int().min(shape.least).max(shape.most);
    case 'share':
      return z.number().min(shape.least).max(shape.most);
    case 'switch':
      return z.boolean();
    case 'choice':
      return z.enum(shape.options.map(({ value }) => value));
    case 'documents':
      return z.array(z.enum(shape.options)).refine(eachOnce, { error: 'each once' });
    case 'required_documents':
      return requiredDocuments;
    case 'industries':
      return industries;
    case 'hours':
      return hours;
    case 'text':
      return (shape.form === 'icp' ? icp : line).max(shape.most);
    case 'picture':
      return z.string().regex(/^([0-9a-f]{64})?$/);
  }
}

function inOrder(given: readonly { readonly begins: string; readonly ends: string }[]): boolean {
  return given.every(({ begins, ends }, index) => begins < ends && (given[index - 1]?.ends ?? '') < begins);
}

function eachOnce(given: readonly string[]): boolean {
  return new Set(given).size === given.length;
}
