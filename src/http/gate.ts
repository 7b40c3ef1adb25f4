import type { Request } from 'express';
import { identifyByKey, identifyBySession } from '../accounts/identify.js';
import type { Principal } from '../accounts/principal.js';
import { sessionTokenOf } from '../accounts/session-cookie.js';
import type { Session } from '../accounts/session-store.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { requireCsrfToken } from './csrf.js';
import { runOnce } from './idempotency.js';
import type { Gate } from './mount.js';
import { createRateLimit } from './rate-limit.js';
import type { Route } from './route.js';

/**
 * Who calls, how often, and each write once.
 * The two refusals that are 403 and need the route (CSRF token, password to be changed) stand in `admit`, after 429 as the
 * contract orders them: on public routes a cookie that happens to be there must not refuse anybody.
 */
export function createGate(deps: Deps): Gate {
  const rateLimit = createRateLimit(deps);
  const sessions = new WeakMap<Request, Session>();
  return {
    authenticate: async (request) => {
      const key = bearerOf(request);
      if (key !== null) return identifyByKey(deps, key);
      const token = sessionTokenOf(request);
      const known = token === null ? null : await identifyBySession(deps, token);
      if (known === null) return null;
      sessions.set(request, known.session);
      return known.principal;
    },
    admit: async (request, principal, route) => {
      if (route.ownLimit !== true) await rateLimit(request.ip, principal);
      if (principal === null || route.access === 'public') return;
      const session = sessions.get(request);
      if (session !== undefined) requireCsrfToken(request, session);
      requireOwnPassword(principal, route);
    },
    once: (request, principal, route, handle) => runOnce(deps, request, principal, route, handle),
  };
}

/** RFC 6750 §2.1; a scheme of somebody else (a proxy's `Basic`) is no credential of ours. */
function bearerOf(request: Request): string | null {
  return /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? null;
}

/** @throws DomainError PASSWORD_CHANGE_REQUIRED until a password set by somebody else was changed */
function requireOwnPassword(principal: Principal, route: Route): void {
  if (principal.mustChangePassword && route.access !== 'session.own') throw new DomainError('PASSWORD_CHANGE_REQUIRED');
}
