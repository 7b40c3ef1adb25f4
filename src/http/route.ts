import type { Request, Response } from 'express';
import type { ZodType, z } from 'zod';
import type { Action } from '../accounts/permissions.js';
import type { Principal } from '../accounts/principal.js';
import type { ErrorCode } from '../domain/errors.js';

/** What a handler gets once credentials, role and input are known to be right. */
export interface RouteInput<Params, Query, Body, Subject> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The resource that `load` found for this caller. */
  readonly subject: Subject;
  /** Null on public routes only. */
  readonly principal: Principal | null;
  readonly request: Request;
  readonly response: Response;
}

export interface RouteReply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What a repeated Idempotency-Key gets instead of `body`, when the body was for this moment only (full ID numbers). */
  readonly replay?: unknown;
}

/**
 * One route as data: the router, the OpenAPI document and the refusal tests are all made from it, so none can forget one.
 * Refusals come in the contract's order: 401, 429, 404 (`load`), 403 (`access`), 422 (schemas), 412 and 409 (`handle`).
 */
export interface Route<Params = unknown, Query = unknown, Body = unknown, Subject = unknown> {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** Express pattern below `/api/v1`, e.g. `/applications/:id`. */
  readonly path: string;
  readonly operation: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: 'public' | Action;
  readonly params?: ZodType<Params>;
  readonly query?: ZodType<Query>;
  readonly body?: ZodType<Body>;
  /** It counts its callers itself: the gate's limit for addresses does not apply. */
  readonly ownLimit?: boolean;
  /** Multipart: documented as such, read by the handler itself (the body is drained even when it is refused). */
  readonly multipart?: boolean;
  /** Bytes of this type, read by the handler itself (and, as with `multipart`, no JSON). */
  readonly stream?: string;
  /** Answers by status; null for an empty body. Tests check bodies against these. */
  readonly replies: Readonly<Record<number, ZodType | null>>;
  readonly errors: readonly ErrorCode[];
  /** Finds what the path names within the caller's organisation. @throws DomainError NOT_FOUND */
  readonly load?: (params: Params, principal: Principal) => Promise<Subject>;
  /** Null when the handler answered by itself (streams, files). */
  readonly handle: (input: RouteInput<Params, Query, Body, Subject>) => Promise<RouteReply | null>;
}

/** Infers the types of one route from its schemas. */
export function route<
  ParamsSchema extends ZodType = ZodType,
  QuerySchema extends ZodType = ZodType,
  BodySchema extends ZodType = ZodType,
  Subject = undefined,
>(
  definition: Omit<
    Route<z.output<ParamsSchema>, z.output<QuerySchema>, z.output<BodySchema>, Subject>,
    'params' | 'query' | 'body'
  > & {
    readonly params?: ParamsSchema;
    readonly query?: QuerySchema;
    readonly body?: BodySchema;
  },
): Route {
  // Erased here once: the schemas guarantee at run time what the erased types said.
  return definition as unknown as Route;
}

/** The caller of a route that is not public. */
export function callerOf(input: { readonly principal: Principal | null }): Principal {
  if (input.principal === null) throw new TypeError('a route that needs a caller is declared public');
  return input.principal;
}
