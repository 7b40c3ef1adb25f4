import createClient from 'openapi-fetch';
import { currentLanguage } from '../language/language.tsx';
import { offline, problemOf } from './problem.ts';
import type { components, operations, paths } from './schema.gen.d.ts';

export type Schemas = components['schemas'];

/** Body of an operation's 2xx answer, e.g. `Answer<'getApplication'>`. */
export type Answer<Name extends keyof operations> = JsonOf<
  operations[Name]['responses'][keyof operations[Name]['responses']]
>;
type JsonOf<Reply> = Reply extends { content: { 'application/json': infer Body } } ? Body : never;

let csrfToken = '';
let onExpired: () => void = () => undefined;

/** Signing in and `/me` bring the token that every later write by cookie carries. */
export function keepCsrfToken(token: string | null): void {
  csrfToken = token ?? '';
}

/** An answer said that nobody is signed in any more. */
export function sessionExpired(): void {
  onExpired();
}

/** Called when an answer says that nobody is signed in any more. */
export function whenSessionExpires(listener: () => void): void {
  onExpired = listener;
}

/** The API, typed by its own OpenAPI document. Every refusal is thrown as a `Problem`. */
export const api = createClient<paths>({ baseUrl: '/api/v1', fetch: send });

/** The body of an answer that has one. */
export async function bodyOf<Body>(answer: Promise<{ data?: Body }>): Promise<Body> {
  const { data } = await answer;
  if (data === undefined) throw problemOf(502, null);
  return data;
}

async function send(request: Request): Promise<Response> {
  const spare = request.clone();
  const response = await attempt(request);
  if (response.ok) return response;
  const problem = problemOf(response.status, await response.json().catch(() => null));
  if (problem.code === 'CSRF_TOKEN_INVALID') {
    // Somebody signed in again in another tab: the cookie is theirs now, and so must be the token.
    if (await renewCsrfToken()) return accepted(await attempt(spare));
  }
  if (problem.code === 'UNAUTHENTICATED' && !request.url.endsWith('/me')) onExpired();
  throw problem;
}

async function accepted(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw problemOf(response.status, await response.json().catch(() => null));
}

async function attempt(request: Request): Promise<Response> {
  for (const [name, value] of Object.entries(requestHeaders(request.method))) request.headers.set(name, value);
  try {
    return await fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw offline();
  }
}

/** What every request carries, whatever sends it. */
export function requestHeaders(method: string): Record<string, string> {
  const language = { 'Accept-Language': currentLanguage() === 'zh' ? 'zh-CN' : 'en' };
  return method === 'GET' ? language : { ...language, 'X-CSRF-Token': csrfToken };
}

/** After a refusal for a stale token. @returns whether there is another one now */
export async function renewCsrfToken(): Promise<boolean> {
  const me = await fetch('/api/v1/me');
  if (!me.ok) return false;
  const body: unknown = await me.json();
  if (typeof body !== 'object' || body === null || !('csrfToken' in body) || typeof body.csrfToken !== 'string') {
    return false;
  }
  const changed = body.csrfToken !== csrfToken;
  keepCsrfToken(body.csrfToken);
  return changed;
}
