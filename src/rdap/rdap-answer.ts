import type { Request, Response } from 'express';
import type { Language } from '../http/problem.js';
import { TEXTS } from './rdap-texts.js';

/** RFC 9083 §4.1: what every answer of this server conforms to. */
const CONFORMANCE = ['rdap_level_0', 'redacted'];
const MEDIA_TYPE = 'application/rdap+json';
/** As long as a lookup may be reused. */
const MAX_AGE_SECONDS = 30;

/** Where an answer is given, for its links (RFC 9083 §4.2: `value` is the address that was asked). */
export interface Place {
  readonly language: Language;
  /** Public address without a final slash. */
  readonly base: string;
  /** The address of this very answer. */
  readonly self: string;
}

export interface Link {
  readonly value: string;
  readonly rel: string;
  readonly href: string;
  readonly type: string;
  readonly hreflang?: string;
}

export function link(place: Place, rel: string, path: string, type: string): Link {
  return { value: place.self, rel, href: `${place.base}${path}`, type };
}

export interface Notice {
  readonly title: string;
  readonly description: readonly string[];
}

/**
 * An answer with what every one carries; always `application/rdap+json`, whatever `Accept` says (RFC 7480 §4.2).
 * @param notices beside the terms of use
 */
export function sendRdap(
  response: Response,
  place: Place,
  body: Readonly<Record<string, unknown>>,
  notices: readonly Notice[] = [],
): void {
  send(response, place, 200, body, notices);
}

/** RFC 9083 §6. */
export function sendRdapError(
  response: Response,
  place: Place,
  error: { readonly status: number; readonly title: string; readonly description: readonly string[] },
): void {
  const { status, title, description } = error;
  send(response, place, status, { errorCode: status, title, description }, []);
}

function send(
  response: Response,
  place: Place,
  status: number,
  body: Readonly<Record<string, unknown>>,
  notices: readonly Notice[],
): void {
  const texts = TEXTS[place.language];
  const answer = {
    rdapConformance: CONFORMANCE,
    lang: texts.code,
    notices: [{ ...texts.terms, links: [link(place, 'terms-of-service', '/explained', 'text/html')] }, ...notices],
    ...body,
  };
  response
    .status(status)
    .set({
      'Content-Type': MEDIA_TYPE,
      'Content-Language': texts.code,
      'Cache-Control': status === 200 ? `public, max-age=${MAX_AGE_SECONDS}` : 'no-store',
      ...OPEN_TO_ALL,
    })
    .vary('Accept-Language')
    .send(Buffer.from(JSON.stringify(answer)));
}

/** RFC 7480 §5.6; the second header lets pages of other sites read what helmet would keep to this one. */
export const OPEN_TO_ALL = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' };

/** @param base public address of this installation */
export function placeOf(request: Request, base: string, language: Language): Place {
  const root = base.replace(/\/+$/u, '');
  return { language, base: root, self: `${root}${request.originalUrl}` };
}
