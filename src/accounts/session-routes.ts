import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { callerOf, route, type Route } from '../http/route.js';
import { acceptInvitation } from './accept-invitation.js';
import { changePassword } from './change-password.js';
import { clearedCookie, sessionCookie, sessionTokenOf } from './session-cookie.js';
import { changePasswordBody, meReply, signInBody, signInReply } from './session-schemas.js';
import { endSession } from './session-store.js';
import { signIn } from './sign-in.js';
import { createSignInThrottle } from './sign-in-throttle.js';
import { findUserById } from './user-queries.js';
import { invitationBody } from './user-schemas.js';
import { viewUser } from './user-view.js';
import { viewMe } from './view-me.js';

export function sessionRoutes(deps: Deps): Route[] {
  const throttle = createSignInThrottle(deps);
  return [
    route({
      method: 'post',
      path: '/sessions',
      operation: 'signIn',
      tag: 'accounts',
      access: 'public',
      summary: 'Signs in by e-mail or staff number; the session is an HttpOnly cookie',
      body: signInBody,
      replies: { 201: signInReply },
      errors: ['CREDENTIALS_WRONG', 'TOTP_REQUIRED', 'RATE_LIMITED', 'UNAVAILABLE'],
      handle: async ({ body, request }) => {
        const { email: login, password, totp } = body;
        const { user, token, session } = await signIn(deps, throttle, { login, password, totp, address: request.ip });
        return {
          status: 201,
          body: { user: viewUser(deps, user), csrfToken: session.csrf },
          headers: { 'Set-Cookie': sessionCookie(deps.config, token) },
        };
      },
    }),
    route({
      method: 'delete',
      path: '/sessions/current',
      operation: 'signOut',
      tag: 'accounts',
      access: 'session.own',
      summary: 'Ends this session',
      replies: { 204: null },
      errors: ['UNAVAILABLE'],
      handle: async ({ request }) => {
        const token = sessionTokenOf(request);
        if (token !== null) await endSession(deps, token);
        return { status: 204, headers: { 'Set-Cookie': clearedCookie(deps.config) } };
      },
    }),
    route({
      method: 'get',
      path: '/me',
      operation: 'getMe',
      tag: 'accounts',
      access: 'session.own',
      summary: 'Who is signed in, for which organisation, and what it may do',
      replies: { 200: meReply },
      errors: ['UNAVAILABLE'],
      handle: async (input) => ({
        status: 200,
        body: await viewMe(deps, callerOf(input), sessionTokenOf(input.request)),
      }),
    }),
    route({
      method: 'post',
      path: '/me/password',
      operation: 'changePassword',
      tag: 'accounts',
      access: 'session.own',
      summary: 'Changes the own password and ends all other sessions',
      body: changePasswordBody,
      replies: { 204: null },
      errors: ['CREDENTIALS_WRONG', 'FORBIDDEN', 'VALIDATION_FAILED', 'RATE_LIMITED', 'CONFLICT', 'UNAVAILABLE'],
      handle: async (input) => {
        const caller = callerOf(input);
        const token = sessionTokenOf(input.request);
        const user = caller.kind === 'user' ? await findUserById(deps, caller.actorId) : null;
        if (user === null || token === null) throw new DomainError('FORBIDDEN');
        const { current, new: wanted } = input.body;
        await changePassword(deps, throttle, { user, token, address: input.request.ip, current, wanted });
        return { status: 204 };
      },
    }),
    route({
      method: 'post',
      path: '/invitation-acceptances',
      operation: 'acceptInvitation',
      tag: 'accounts',
      access: 'public',
      summary: 'The invited person chooses a password',
      body: invitationBody,
      replies: { 204: null },
      errors: ['NOT_FOUND', 'CONFLICT'],
      handle: async ({ body }) => {
        await acceptInvitation(deps, body.token, body.password);
        return { status: 204 };
      },
    }),
  ];
}
