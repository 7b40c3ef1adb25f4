import { z } from 'zod';
import { normaliseNumber } from '../domain/number-400.js';
import { isValidUscc } from '../domain/uscc.js';

/** Schemas that several features share. */

export const idSchema = z
  .string()
  .regex(/^[0-9a-f]{24}$/)
  .meta({ description: 'opaque id' });
export const idParams = z.object({ id: idSchema });

/** A 400 number however written, normalised to ten digits. Named `number` so that a bad one is `NUMBER_MALFORMED`. */
export const numberSchema = z
  .string()
  .max(200)
  .transform((text, context) => {
    const number = normaliseNumber(text);
    if (number !== null) return number;
    context.addIssue({ code: 'custom', message: 'NUMBER_MALFORMED' });
    return z.NEVER;
  })
  .meta({ description: 'a 400 number as people write it', example: '400-123-4567' });
export const numberParams = z.object({ number: numberSchema });

export const dateSchema = z.iso.date();

/** Legally issued codes that fail the check digit exist: only the shape is refused (domain.md §3). */
export const usccSchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, 'USCC_INVALID')
  .meta({ description: 'unified social credit code, 18 characters', example: '91110105MA0000015F' });

/** Where a wrong code would bind the carrier itself, the check digit counts. */
export const strictUsccSchema = usccSchema.refine(isValidUscc, 'USCC_INVALID');

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
};

/** `{items, nextCursor}` (contract: *Conventions*). */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const timestampSchema = z.iso.datetime();
