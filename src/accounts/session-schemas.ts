import { z } from 'zod';
import { idSchema, usccSchema } from '../http/schemas.js';
import { CARRIERS } from '../domain/number-status.js';
import { RESELLER_STATUSES } from '../domain/reseller.js';
import { newPasswordSchema } from './account-schemas.js';
import { ROLES } from './principal.js';
import { userView } from './user-schemas.js';

export const totpCode = z
  .string()
  .regex(/^\d{6}$/)
  .meta({ description: 'one-time password of the authenticator app, where the account has one' });

export const signInBody = z.strictObject({
  email: z.string().trim().min(1).max(254).meta({ description: 'e-mail or staff number' }),
  password: z.string().min(1).max(200).meta({ format: 'password' }),
  totp: totpCode.optional(),
});

const csrfToken = z.string().meta({ description: 'sent as X-CSRF-Token with every later write by cookie' });

export const signInReply = z.object({ user: userView, csrfToken });

export const meReply = z.object({
  kind: z.enum(['user', 'key']),
  role: z.enum(ROLES),
  user: userView.nullable(),
  apiKey: z.object({ id: idSchema, name: z.string() }).nullable(),
  reseller: z.object({ id: idSchema, name: z.string(), status: z.enum(RESELLER_STATUSES) }).nullable(),
  entity: z
    .object({ uscc: usccSchema })
    .nullable()
    .meta({ description: 'the legal entity an `entity_user` acts for; null until its claim took effect' }),
  roleTitle: z.object({ zh: z.string(), en: z.string() }).meta({ description: 'what the role is called here' }),
  installation: z.object({
    mode: z.enum(['carrier', 'agency']),
    carriers: z.array(z.enum(CARRIERS)),
    name: z.string(),
    mark: z.string().meta({ description: 'address of its mark; empty: none' }),
    setupOpen: z.boolean().meta({ description: 'nobody has finished setting it up yet' }),
    industries: z
      .record(z.string(), z.enum(['allow', 'needs_licence', 'prohibit']))
      .meta({ description: 'what is decided here otherwise than by default, by division code' }),
    returnDays: z.number().int().meta({ description: 'days after disconnection in which a number may come back' }),
  }),
  permissions: z.array(z.string()).meta({ description: 'actions this caller may take' }),
  csrfToken: csrfToken.nullable(),
});

export const changePasswordBody = z.strictObject({
  current: z.string().min(1).max(200).meta({ format: 'password' }),
  new: newPasswordSchema,
});
