import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { House } from '../../policies/house.js';
import { languageOf, type Language } from '../../http/problem.js';

/** What brings somebody here; asked first, because the right answer depends on it (domain.md §6). */
export const REASONS = ['called', 'calling', 'scammed'] as const;
export type Reason = (typeof REASONS)[number];

/** How one request wants its page. */
export interface Visitor {
  readonly language: Language;
  /** Elder mode: large type, one column. */
  readonly large: boolean;
  readonly why: Reason | null;
  /** Who runs this installation, where it said so. */
  readonly house?: House;
  /** What of this came in the address, so that links keep it where cookies are off. */
  readonly carried: Readonly<Record<string, string>>;
}

const YEAR_MS = 365 * 24 * 60 * 60 * 1_000;
const houseSchema = z.object({ name: z.string(), mark: z.string(), icp: z.string() });
const asked = z.object({
  lang: z.enum(['zh', 'en']).optional().catch(undefined),
  view: z.enum(['large', 'normal']).optional().catch(undefined),
  why: z.enum(REASONS).optional().catch(undefined),
});

/** Address before cookie before `Accept-Language`; a choice made in the address is remembered for a year. */
export function visitorOf(request: Request, response: Response): Visitor {
  const source: unknown = request.method === 'POST' ? { ...request.query, ...bodyOf(request) } : request.query;
  const { lang, view, why } = asked.parse(source);
  const cookies = asked.parse(parseCookie(request.get('cookie') ?? ''));
  if (lang !== undefined) remember(response, 'lang', lang);
  if (view !== undefined) remember(response, 'view', view);
  response.vary('Accept-Language').vary('Cookie');
  return {
    language: lang ?? cookies.lang ?? languageOf(request),
    large: (view ?? cookies.view) === 'large',
    why: why ?? null,
    ...houseIn(response),
    carried: { ...(lang === undefined ? {} : { lang }), ...(view === undefined ? {} : { view }) },
  };
}

/** What `showHouse` put there. */
function houseIn(response: Response): Pick<Visitor, 'house'> {
  const house = houseSchema.safeParse(response.locals['house']);
  return house.success ? { house: house.data } : {};
}

export function bodyOf(request: Request): Record<string, unknown> {
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

function remember(response: Response, name: string, value: string): void {
  response.cookie(name, value, { httpOnly: true, sameSite: 'lax', maxAge: YEAR_MS, path: '/' });
}

/** A link that keeps the visitor's choices; members that are null are left out. */
export function linkTo(visitor: Visitor, path: string, members: Readonly<Record<string, string | null>> = {}): string {
  const search = new URLSearchParams(visitor.carried);
  for (const [name, value] of Object.entries({ why: visitor.why, ...members })) {
    if (value === null) search.delete(name);
    else search.set(name, value);
  }
  const query = search.toString();
  return query === '' ? path : `${path}?${query}`;
}
