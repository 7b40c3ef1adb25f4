import { STATUS_CODES } from 'node:http';
import { may } from '../accounts/permissions.js';
import { PROBLEM_SCHEMA, problemResponses } from './openapi-problems.js';
import { SchemaBook, type Json } from './openapi-schema.js';
import type { Route } from './route.js';

export interface ApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

const SECURITY_SCHEMES: Json = {
  session: { type: 'apiKey', in: 'cookie', name: 'r4_session', description: 'from POST /sessions; HttpOnly' },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: 'X-CSRF-Token',
    description: '`csrfToken` of POST /sessions or GET /me; needed with the cookie for every write',
  },
  apiKey: { type: 'http', scheme: 'bearer', description: 'a reseller’s API key, `r4_…`' },
};

const IDEMPOTENCY_KEY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'repeating a request with the same key within 24 h answers the first one’s result',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};
const IF_MATCH: Json = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'the ETag that was read; another version by now is refused with 412 `STALE`',
  schema: { type: 'string', examples: ['"3"'] },
};

/**
 * OpenAPI 3.1 from the very schemas that validate: one path item a route, with every refusal it can give.
 * @throws Error when two different schemas have one name
 */
export function openApiDocument(routes: readonly Route[], info: ApiInfo): Json {
  const book = new SchemaBook();
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route, book) };
  }
  return {
    openapi: '3.1.0',
    info: { ...info, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: { schemas: { Problem: PROBLEM_SCHEMA, ...book.components }, securitySchemes: SECURITY_SCHEMES },
  };
}

function operation(route: Route, book: SchemaBook): Json {
  return {
    operationId: route.operation,
    summary: route.summary,
    tags: [route.tag],
    security: security(route),
    parameters: parameters(route, book),
    ...(route.body === undefined && route.multipart !== true && route.stream === undefined
      ? {}
      : { requestBody: requestBody(route, book) }),
    responses: { ...replies(route, book), ...problemResponses(route) },
  };
}

function security(route: Route): Json[] {
  if (route.access === 'public') return [];
  const cookie = route.method === 'get' ? { session: [] } : { session: [], csrf: [] };
  return may({ role: 'reseller_agent' }, route.access) ? [cookie, { apiKey: [] }] : [cookie];
}

function parameters(route: Route, book: SchemaBook): Json[] {
  const known = route.params === undefined ? [] : book.members(route.params);
  const path = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: known.find((member) => member.name === name)?.schema ?? { type: 'string' },
  }));
  const query =
    route.query === undefined ? [] : book.members(route.query).map((member) => ({ ...member, in: 'query' }));
  const headers = [
    ...(route.method === 'get' ? [] : [IDEMPOTENCY_KEY]),
    ...(route.errors.includes('STALE') ? [IF_MATCH] : []),
  ];
  return [...path, ...query, ...headers];
}

function requestBody(route: Route, book: SchemaBook): Json {
  if (route.stream !== undefined)
    return { required: true, content: { [route.stream]: { schema: { type: 'string', format: 'binary' } } } };
  const schema = route.body === undefined ? { type: 'object' } : book.describe(route.body, 'input');
  if (route.multipart !== true) return { required: true, content: { 'application/json': { schema } } };
  const file = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } };
  return { required: true, content: { 'multipart/form-data': { schema: { allOf: [schema, file] } } } };
}

/** A reply without a schema has no body, or one that is no JSON (a picture, a PDF, a stream of events). */
function replies(route: Route, book: SchemaBook): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(route.replies).map(([status, schema]) => {
      const description = STATUS_CODES[status] ?? status;
      if (schema === null) return [status, { description }];
      return [status, { description, content: { 'application/json': { schema: book.describe(schema, 'output') } } }];
    }),
  );
}
