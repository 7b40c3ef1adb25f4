import { z } from 'zod';
import { CARRIERS } from '../domain/number-status.js';
import { idSchema } from '../http/schemas.js';

/** Parts that bodies of several account routes share. */

/** NIST SP 800-63B §3.1.1.2: length counts, no rules of composition. */
export const newPasswordSchema = z
  .string()
  .min(8, 'PASSWORD_TOO_SHORT')
  .max(200)
  .meta({ description: 'at least 8 characters', format: 'password' });

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email())
  .meta({ example: 'someone@reseller.example' });

/** 工号; case does not matter. */
export const staffNumberSchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{1,31}$/, 'STAFF_NUMBER_MALFORMED')
  .meta({ description: 'staff number, 2–32 letters, digits and hyphens', example: 'CU-0042' });

export const personNameSchema = z.string().trim().min(1).max(100);

/** Null = all carriers, all provinces. */
export const scopeSchema = z
  .strictObject({
    carriers: z.array(z.enum(CARRIERS)).min(1).nullable().default(null),
    provinces: z.array(z.string().trim().min(2).max(20)).min(1).max(40).nullable().default(null),
  })
  .meta({ description: 'what a staff member is responsible for; null = all' });

/** What stands after `#` in the link: it travels in bodies only, so that no address holds it. */
export const invitationTokenSchema = z.string().regex(/^[\w-]{43}$/);
export const resellerIdSchema = idSchema.meta({ description: 'the reseller that a user of a reseller role acts for' });
