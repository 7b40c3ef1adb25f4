import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request } from 'express';
import type { Config } from '../config.js';

const NAME = 'r4_session';

/** The session token a request brings, or null. */
export function sessionTokenOf(request: Request): string | null {
  const token = parseCookie(request.headers.cookie ?? '')[NAME];
  return token === undefined || token === '' ? null : token;
}

/** `Set-Cookie` that starts a session. It lives as long as the browser is open; Redis ends it when idle. */
export function sessionCookie(config: Config, token: string): string {
  return stringifySetCookie({ ...attributes(config), value: token });
}

/** `Set-Cookie` that makes the browser forget the session. */
export function clearedCookie(config: Config): string {
  return stringifySetCookie({ ...attributes(config), value: '', maxAge: 0 });
}

function attributes(config: Config) {
  return {
    name: NAME,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.BASE_URL.startsWith('https://'),
  } as const;
}
