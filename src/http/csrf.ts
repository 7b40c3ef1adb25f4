import type { Request } from 'express';
import { sameSecret } from '../accounts/secret.js';
import type { Session } from '../accounts/session-store.js';
import { DomainError } from '../domain/errors.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A write by cookie must carry the session's token (synchroniser token, OWASP CSRF Prevention Cheat Sheet): another
 * site's page sends the cookie but cannot read the token.
 * @throws DomainError CSRF_TOKEN_INVALID
 */
export function requireCsrfToken(request: Request, session: Session): void {
  if (SAFE.has(request.method)) return;
  if (!sameSecret(request.get('x-csrf-token') ?? '', session.csrf)) throw new DomainError('CSRF_TOKEN_INVALID');
}
