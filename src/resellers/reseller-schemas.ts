import { z } from 'zod';
import { emailSchema, personNameSchema } from '../accounts/account-schemas.js';
import { RESELLER_STATUSES } from '../domain/reseller.js';
import { dateSchema, idSchema, pageOf, pageQuery, strictUsccSchema, timestampSchema } from '../http/schemas.js';

const name = z.string().trim().min(2).max(200);
const province = z.string().trim().min(2).max(20);
const status = z.enum(RESELLER_STATUSES);

export const contactSchema = z.strictObject({
  name: personNameSchema,
  phone: z
    .string()
    .trim()
    .regex(/^\+?\d[\d -]{4,23}$/, 'PHONE_MALFORMED')
    .meta({ example: '010-12345678' }),
  email: emailSchema,
});
export type Contact = z.output<typeof contactSchema>;

export const authorisationSchema = z
  .strictObject({
    from: dateSchema,
    until: dateSchema,
    provinces: z.array(province).min(1).max(40).optional().meta({ description: 'absent = everywhere' }),
  })
  .refine(({ from, until }) => from <= until, { path: ['until'], error: 'ENDS_BEFORE_IT_BEGINS' });

export const limitsSchema = z.strictObject({
  maxOpenReservations: z.number().int().min(0).max(100_000).optional().meta({ description: 'absent = the policy' }),
});

export const createResellerBody = z.strictObject({
  name,
  uscc: strictUsccSchema,
  contact: contactSchema,
  authorisation: authorisationSchema,
  limits: limitsSchema.default({}),
  sandbox: z.boolean().default(false).meta({ description: 'its data is kept apart and never public' }),
});
export type CreateReseller = z.output<typeof createResellerBody>;

/** What a patch may change, as it must be after the patch was merged in. */
export const patchedReseller = z.strictObject({
  name,
  contact: contactSchema,
  authorisation: authorisationSchema,
  limits: limitsSchema,
  status,
});

/** RFC 7396: null removes, so the optional members may be null. */
export const updateResellerBody = z
  .strictObject({
    name: name.optional(),
    contact: contactSchema.partial().optional(),
    authorisation: z
      .strictObject({
        from: dateSchema.optional(),
        until: dateSchema.optional(),
        provinces: z.array(province).min(1).max(40).nullable().optional(),
      })
      .optional(),
    limits: z
      .strictObject({ maxOpenReservations: z.number().int().min(0).max(100_000).nullable().optional() })
      .optional(),
    status: status.optional(),
    reason: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .optional()
      .meta({ description: 'why; kept with the change, no part of the reseller' }),
  })
  .meta({ description: 'JSON merge patch (RFC 7396)' });
export type UpdateReseller = z.output<typeof updateResellerBody>;

export const resellerView = z
  .object({
    id: idSchema,
    name: z.string(),
    uscc: z.string(),
    contact: z.object({ name: z.string(), phone: z.string(), email: z.string() }),
    authorisation: z.object({ from: dateSchema, until: dateSchema, provinces: z.array(z.string()).nullable() }),
    limits: z.object({ maxOpenReservations: z.number().int().nullable() }),
    status,
    sandbox: z.boolean(),
    version: z.number().int(),
    createdAt: timestampSchema,
  })
  .meta({ id: 'Reseller' });
export const resellerList = pageOf(resellerView);
export const resellerQuery = z.object({
  ...pageQuery,
  status: status.optional(),
  name: z.string().trim().min(1).max(200).optional().meta({ description: 'part of the name, or the whole USCC' }),
});
