import { ERROR_CATALOGUE, type ErrorCode } from '../domain/errors.js';
import type { Json } from './openapi-schema.js';
import type { Route } from './route.js';

/** RFC 9457 problem document as `sendProblem` writes it. */
export const PROBLEM_SCHEMA: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', description: 'URN of the request, for support' },
    code: { type: 'string', description: 'stable, UPPER_SNAKE' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

/** Every refusal a route can give: what it declares, and what the steps before it may say. */
export function codesOf(route: Route): ErrorCode[] {
  const write = route.method !== 'get';
  const codes = new Set<ErrorCode>(route.errors);
  for (const code of ['RATE_LIMITED', 'INTERNAL', 'UNAVAILABLE'] as const) codes.add(code);
  if (route.access !== 'public') codes.add('UNAUTHENTICATED').add('FORBIDDEN');
  if (route.access !== 'public' && route.access !== 'session.own') codes.add('PASSWORD_CHANGE_REQUIRED');
  if (route.access !== 'public' && write) codes.add('CSRF_TOKEN_INVALID');
  if (route.load !== undefined || route.params !== undefined) codes.add('NOT_FOUND');
  if (route.body !== undefined || route.query !== undefined) codes.add('VALIDATION_FAILED');
  if (route.body !== undefined) codes.add('BAD_REQUEST').add('BODY_TOO_LARGE');
  if (write) codes.add('IDEMPOTENCY_KEY_REUSED').add('IN_PROGRESS');
  return [...codes].sort();
}

/** One response a status, naming the codes it can carry. */
export function problemResponses(route: Route): Record<string, Json> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codesOf(route)) {
    const { status } = ERROR_CATALOGUE[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].map(([status, codes]) => [String(status), problemResponse(status, codes)]));
}

function problemResponse(status: number, codes: readonly ErrorCode[]): Json {
  const retryAfter = { description: 'seconds to wait', schema: { type: 'integer', minimum: 1 } };
  return {
    description: codes.map((code) => `\`${code}\`: ${ERROR_CATALOGUE[code].en}`).join('\n\n'),
    ...(status === 429 ? { headers: { 'Retry-After': retryAfter } } : {}),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }],
        },
      },
    },
  };
}
