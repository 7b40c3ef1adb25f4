import { Validator } from '@seriousme/openapi-schema-validator';
import express from 'express';
import helmet from 'helmet';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createDocs } from '../../src/http/docs.js';
import { SchemaBook } from '../../src/http/openapi-schema.js';
import type { Route } from '../../src/http/route.js';
import { allRoutes } from '../../src/routes.js';
import { createTestContext, type TestContext } from '../support/app.js';

let context: TestContext;
let app: express.Express;
let routes: Route[];

beforeAll(async () => {
  context = await createTestContext();
  const { deps } = context;
  routes = allRoutes(deps);
  app = express();
  app.use(helmet());
  app.use(createDocs(routes, context.deps.config));
});
afterAll(() => context.close());

const documentShape = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        security: z.array(z.record(z.string(), z.array(z.string()))),
        parameters: z.array(z.object({ name: z.string(), in: z.string() })),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
});

describe('/openapi.json', () => {
  it('is a valid OpenAPI 3.1 document of every route', async () => {
    const served = await request(app).get('/openapi.json');
    expect(served.status).toBe(200);
    const result = await new Validator().validate(JSON.parse(served.text) as Record<string, unknown>);
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    const { paths } = documentShape.parse(served.body);
    const operations = Object.values(paths).flatMap((item) => Object.values(item));
    expect(operations).toHaveLength(routes.length);
    expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(operations.length);
  });

  it('says how each route is reached and refused', async () => {
    const { paths } = documentShape.parse((await request(app).get('/openapi.json')).body);
    const signIn = paths['/sessions']?.['post'];
    expect(signIn?.security).toEqual([]);
    expect(Object.keys(signIn?.responses ?? {})).toEqual(expect.arrayContaining(['201', '401', '422', '429', '503']));
    const update = paths['/resellers/{id}']?.['patch'];
    expect(update?.security).toEqual([{ session: [], csrf: [] }]);
    expect(update?.parameters.map(({ name }) => name)).toEqual(['id', 'Idempotency-Key', 'If-Match']);
    expect(Object.keys(update?.responses ?? {})).toEqual(expect.arrayContaining(['403', '404', '409', '412']));
    expect(paths['/me']?.['get']?.security).toEqual([{ session: [] }, { apiKey: [] }]);
  });

  it('refers only to what it contains', async () => {
    const { text } = await request(app).get('/openapi.json');
    const { components } = z
      .object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) })
      .parse(JSON.parse(text));
    const referred = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    expect(referred.length).toBeGreaterThan(10);
    for (const name of new Set(referred)) expect(Object.keys(components.schemas)).toContain(name);
    expect(text).not.toContain('$defs');
  });

  it('refuses two different schemas of one name', () => {
    const book = new SchemaBook();
    book.describe(z.object({ inner: z.object({ a: z.string() }).meta({ id: 'TwiceNamed' }) }), 'output');
    const other = z.object({ b: z.string() }).meta({ id: 'OtherName' });
    book.describe(other, 'output');
    book.components['OtherName'] = { type: 'string' };
    expect(() => book.describe(other, 'output')).toThrow('OtherName');
  });
});

describe('/docs', () => {
  it('is served from here, without inline script', async () => {
    const page = await request(app).get('/docs');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    const links = [...page.text.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link = '']) => link);
    expect(links).toHaveLength(4);
    for (const link of links) {
      expect(link).toMatch(/^\/docs\//);
      expect((await request(app).get(link)).status).toBe(200);
    }
    expect(page.text).not.toMatch(/<script>|style=|onload=/);
  });

  it('serves no other file of the package', async () => {
    expect((await request(app).get('/docs/package.json')).status).toBe(404);
    expect((await request(app).get('/docs/..%2fpackage.json')).status).toBe(404);
  });
});
