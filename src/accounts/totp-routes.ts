import { z } from 'zod';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { callerOf, route, type Route, type RouteInput } from '../http/route.js';
import { confirmTotp, enrolTotp, removeTotp } from './change-totp.js';
import { openUser } from './personal.js';
import { totpCode } from './session-schemas.js';
import { createSignInThrottle } from './sign-in-throttle.js';
import type { UserRow } from './user-model.js';
import { findUserById } from './user-queries.js';

const password = z.string().min(1).max(200).meta({ format: 'password' });
const enrolment = z.object({
  secret: z.string().meta({ description: 'base32, to be typed where no QR code can be read' }),
  uri: z.string().meta({ description: '`otpauth:` address for a QR code' }),
});

/** The own second factor: one-time passwords of an authenticator app (RFC 6238). */
export function totpRoutes(deps: Deps): Route[] {
  const throttle = createSignInThrottle(deps);
  const own = async (input: Pick<RouteInput<unknown, unknown, unknown, unknown>, 'principal'>): Promise<UserRow> => {
    const caller = callerOf(input);
    const user = caller.kind === 'user' ? await findUserById(deps, caller.actorId) : null;
    if (user === null) throw new DomainError('FORBIDDEN');
    return user;
  };
  return [
    route({
      method: 'post',
      path: '/me/totp',
      operation: 'enrolTotp',
      tag: 'accounts',
      access: 'session.own',
      summary: 'Makes a secret for an authenticator app; it counts once confirmed',
      body: z.strictObject({ password }),
      replies: { 201: enrolment },
      errors: ['CREDENTIALS_WRONG', 'FORBIDDEN', 'RATE_LIMITED', 'WRONG_STATE', 'CONFLICT', 'UNAVAILABLE'],
      handle: async (input) => {
        const user = await own(input);
        const request = { user, password: input.body.password, address: input.request.ip };
        return { status: 201, body: await enrolTotp(deps, throttle, request, openUser(deps, user).email) };
      },
    }),
    route({
      method: 'post',
      path: '/me/totp/confirmation',
      operation: 'confirmTotp',
      tag: 'accounts',
      access: 'session.own',
      summary: 'Turns one-time passwords on with the first code of the app',
      body: z.strictObject({ totp: totpCode }),
      replies: { 204: null },
      errors: ['FORBIDDEN', 'VALIDATION_FAILED', 'RATE_LIMITED', 'WRONG_STATE', 'CONFLICT', 'UNAVAILABLE'],
      handle: async (input) => {
        await confirmTotp(deps, throttle, { user: await own(input), code: input.body.totp, address: input.request.ip });
        return { status: 204 };
      },
    }),
    route({
      method: 'delete',
      path: '/me/totp',
      operation: 'removeTotp',
      tag: 'accounts',
      access: 'session.own',
      summary: 'Turns one-time passwords off; needs the password and a code',
      body: z.strictObject({ password, totp: totpCode }),
      replies: { 204: null },
      errors: [
        'CREDENTIALS_WRONG',
        'FORBIDDEN',
        'VALIDATION_FAILED',
        'RATE_LIMITED',
        'WRONG_STATE',
        'CONFLICT',
        'UNAVAILABLE',
      ],
      handle: async (input) => {
        const { password: given, totp } = input.body;
        const request = { user: await own(input), password: given, code: totp, address: input.request.ip };
        await removeTotp(deps, throttle, request);
        return { status: 204 };
      },
    }),
  ];
}
