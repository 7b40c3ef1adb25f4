import express, { type Request, type Response, type Router } from 'express';
import type { z } from 'zod';
import { type ZodType } from 'zod';
import { DomainError, type FieldError } from '../domain/errors.js';
import { may } from '../accounts/permissions.js';
import type { Principal } from '../accounts/principal.js';
import { requireVersion } from './if-match.js';
import type { Route, RouteReply } from './route.js';

/** The steps before a handler that need the outside world. */
export interface Gate {
  /** Who calls, or null without credentials. @throws DomainError UNAUTHENTICATED for wrong ones */
  authenticate(request: Request): Promise<Principal | null>;
  /** @throws DomainError RATE_LIMITED; then 403 for a wrong CSRF token or a password that must be changed */
  admit(request: Request, principal: Principal | null, route: Route): Promise<void>;
  /** Runs `handle` at most once per Idempotency-Key, principal and route. */
  once(
    request: Request,
    principal: Principal | null,
    route: Route,
    handle: () => Promise<RouteReply | null>,
  ): Promise<RouteReply | null>;
}

const JSON_TYPES = ['application/json', 'application/*+json'];

/** Mounts routes with one fixed order of refusals (contract: *Conventions*). */
export function mountRoutes(routes: readonly Route[], gate: Gate): Router {
  const router = express.Router();
  const json = express.json({ limit: '1mb', type: JSON_TYPES });
  for (const route of routes) {
    const run = (request: Request, response: Response) => serve(route, gate, request, response);
    if (route.multipart === true || route.stream !== undefined) router[route.method](route.path, run);
    else router[route.method](route.path, json, run);
  }
  return router;
}

async function serve(route: Route, gate: Gate, request: Request, response: Response): Promise<void> {
  response.locals['route'] = route.path;
  const principal = await gate.authenticate(request);
  if (principal === null && route.access !== 'public') throw new DomainError('UNAUTHENTICATED');
  await gate.admit(request, principal, route);
  const params = parsePath(route, request.params);
  const subject = route.load !== undefined && principal !== null ? await route.load(params, principal) : undefined;
  if (route.access !== 'public' && (principal === null || !may(principal, route.access)))
    throw new DomainError('FORBIDDEN');
  requireJson(route, request);
  const query = route.query === undefined ? {} : parse(route.query, request.query);
  const body = route.body === undefined || route.multipart === true ? undefined : parse(route.body, request.body ?? {});
  if (route.method !== 'get' && hasVersion(subject)) requireVersion(request, subject);
  const handle = () => route.handle({ params, query, body, subject, principal, request, response });
  const reply = route.method === 'get' ? await handle() : await gate.once(request, principal, route, handle);
  if (reply !== null) send(response, reply);
}

function hasVersion(subject: unknown): subject is { readonly version: number } {
  return typeof subject === 'object' && subject !== null && 'version' in subject && typeof subject.version === 'number';
}

/** A body of another type would be read as an empty one, and change nothing without saying so. */
function requireJson(route: Route, request: Request): void {
  const hasBody = Number(request.get('content-length') ?? 0) > 0 || request.get('transfer-encoding') !== undefined;
  if (route.body === undefined || route.multipart === true || !hasBody) return;
  if (request.is(JSON_TYPES) === false) throw new DomainError('UNSUPPORTED_MEDIA_TYPE');
}

function send(response: Response, reply: RouteReply): void {
  response.set('Cache-Control', 'no-store');
  if (reply.headers !== undefined) response.set({ ...reply.headers });
  response.status(reply.status);
  if (reply.body === undefined) response.end();
  else response.json(reply.body);
}

/** An id that cannot exist is simply not found; a number that is none says so. */
function parsePath(route: Route, params: unknown): unknown {
  if (route.params === undefined) return params;
  const parsed = route.params.safeParse(params);
  if (parsed.success) return parsed.data;
  throw new DomainError(
    parsed.error.issues.some((issue) => issue.path[0] === 'number') ? 'NUMBER_MALFORMED' : 'NOT_FOUND',
  );
}

/** @throws DomainError VALIDATION_FAILED with every fault and its path */
export function parse<Output>(schema: ZodType<Output>, value: unknown): Output {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap(fieldErrors);
  const malformedNumber = errors.every((error) => error.code === 'NUMBER_MALFORMED');
  throw new DomainError(malformedNumber ? 'NUMBER_MALFORMED' : 'VALIDATION_FAILED', { errors });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: path === '' ? key : `${path}.${key}`,
      code: 'UNKNOWN_MEMBER',
      message: 'not a member of this body',
    }));
  }
  // Messages in capitals are codes of our own schemas.
  const own = /^[A-Z][A-Z_]+$/.test(issue.message);
  return [{ path, code: own ? issue.message : issue.code.toUpperCase(), message: issue.message }];
}
