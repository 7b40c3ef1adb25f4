import { z } from 'zod';
import { idSchema, pageOf, pageQuery, timestampSchema } from '../http/schemas.js';
import {
  emailSchema,
  invitationTokenSchema,
  newPasswordSchema,
  personNameSchema,
  resellerIdSchema,
  scopeSchema,
  staffNumberSchema,
} from './account-schemas.js';
import { ROLES } from './principal.js';
import { USER_STATUSES } from './user-model.js';

export const createUserBody = z.strictObject({
  email: emailSchema,
  name: personNameSchema,
  role: z.enum(ROLES),
  resellerId: resellerIdSchema.optional(),
  staffNumber: staffNumberSchema.optional(),
  scope: scopeSchema.optional(),
  password: newPasswordSchema.optional().meta({ description: 'without it the answer holds an invitation' }),
});
export type CreateUser = z.output<typeof createUserBody>;

export const updateUserBody = z
  .strictObject({
    status: z.enum(USER_STATUSES).optional(),
    role: z.enum(ROLES).optional().meta({ description: 'staff stay staff, a reseller’s people its people' }),
    scope: scopeSchema.optional(),
    password: newPasswordSchema.optional().meta({ description: 'resets it and ends all sessions' }),
    totp: z.null().optional().meta({ description: 'takes the second factor off, for somebody who lost the phone' }),
    invite: z.literal(true).optional().meta({ description: 'voids the password; the answer holds a new invitation' }),
  })
  .refine((body) => body.password === undefined || body.invite === undefined, {
    path: ['invite'],
    error: 'PASSWORD_OR_INVITATION',
  });
export type UpdateUser = z.output<typeof updateUserBody>;

export const userView = z
  .object({
    id: idSchema,
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    resellerId: idSchema.nullable(),
    staffNumber: z.string().nullable(),
    scope: z.object({ carriers: z.array(z.string()).nullable(), provinces: z.array(z.string()).nullable() }),
    status: z.enum(USER_STATUSES),
    mustChangePassword: z.boolean(),
    /** Signs in with a one-time password as well. */
    hasTotp: z.boolean(),
    /** False until the invitation is accepted. */
    hasPassword: z.boolean(),
    createdAt: timestampSchema,
  })
  .meta({ id: 'User' });

const invitation = z
  .object({ url: z.url(), expiresAt: timestampSchema })
  .meta({ description: 'shown once; to be handed to the person' });
export const savedUser = userView.extend({ invitation: invitation.optional() }).meta({ id: 'SavedUser' });
export const listedUser = userView
  .extend({ resellerName: z.string().nullable().meta({ description: 'null for staff and owners' }) })
  .meta({ id: 'ListedUser' });
export const userList = pageOf(listedUser);
export const userQuery = z.object({
  ...pageQuery,
  resellerId: resellerIdSchema.optional(),
  role: z.enum(ROLES).optional(),
  status: z.enum(USER_STATUSES).optional(),
});
export type UserQuery = z.output<typeof userQuery>;

export const invitationBody = z.strictObject({ token: invitationTokenSchema, password: newPasswordSchema });
