import type { Express } from 'express';
import { Redis } from 'ioredis';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiKeyRoutes } from '../../src/accounts/api-key-routes.js';
import { sessionRoutes } from '../../src/accounts/session-routes.js';
import { DomainError } from '../../src/domain/errors.js';
import { networkOf } from '../../src/http/rate-limit.js';
import { route, type Route } from '../../src/http/route.js';
import { appOf, createTestContext, type TestContext } from '../support/app.js';
import { PASSWORD, seedUsers, signIn, withApiKey, type Seeded } from '../support/seed.js';

let context: TestContext;
let app: Express;
let seeded: Seeded;

/** Refuses in every way it can, so that the first refusal shows the order. */
const obstacles: Route = route({
  method: 'post',
  path: '/obstacles/:id',
  operation: 'obstacles',
  tag: 'test',
  access: 'reseller.manage',
  summary: 'test',
  params: z.object({ id: z.string() }),
  body: z.strictObject({ version: z.number() }),
  replies: { 200: null },
  errors: [],
  load: ({ id }) => {
    if (id !== 'mine') return Promise.reject(new DomainError('NOT_FOUND'));
    return Promise.resolve(id);
  },
  handle: ({ body }) => {
    if (body.version !== 1) return Promise.reject(new DomainError('STALE'));
    return Promise.reject(new DomainError('WRONG_STATE'));
  },
});
const open: Route = route({
  method: 'post',
  path: '/open',
  operation: 'open',
  tag: 'test',
  access: 'public',
  summary: 'test',
  replies: { 200: null },
  errors: [],
  handle: () => Promise.resolve({ status: 200 }),
});

beforeAll(async () => {
  context = await createTestContext();
  seeded = await seedUsers(context.deps);
  app = appOf(context.deps, [obstacles, open, ...sessionRoutes(context.deps), ...apiKeyRoutes(context.deps)]);
});
afterAll(() => context.close());

describe('order of refusals', () => {
  it('is 401, 403 (CSRF), 404, 403 (role), 422, 412, 409', async () => {
    const url = '/api/v1/obstacles/';
    const reseller = await signIn(context.deps, app, seeded.adminA);
    const admin = await signIn(context.deps, app, seeded.carrierAdmin);
    const statuses = [
      await request(app).post(`${url}other`).send({}),
      await reseller.post(`${url}other`).set('X-CSRF-Token', '').send({}),
      await reseller.post(`${url}other`).send({}),
      await reseller.post(`${url}mine`).send({}),
      await admin.post(`${url}mine`).send({}),
      await admin.post(`${url}mine`).send({ version: 0 }),
      await admin.post(`${url}mine`).send({ version: 1 }),
    ].map((response) => [response.status, z.object({ code: z.string() }).parse(response.body).code]);
    expect(statuses).toEqual([
      [401, 'UNAUTHENTICATED'],
      [403, 'CSRF_TOKEN_INVALID'],
      [404, 'NOT_FOUND'],
      [403, 'FORBIDDEN'],
      [422, 'VALIDATION_FAILED'],
      [412, 'STALE'],
      [409, 'WRONG_STATE'],
    ]);
  });

  it('a cookie that happens to be there refuses nobody on a public route', async () => {
    const agent = await signIn(context.deps, app, seeded.adminA);
    expect((await agent.post('/api/v1/open').set('X-CSRF-Token', '')).status).toBe(200);
    expect((await request(app).post('/api/v1/open').set('Cookie', 'r4_session=gone')).status).toBe(200);
  });

  it('credentials of another scheme are none; a wrong key is wrong', async () => {
    const send = (value: string) => request(app).get('/api/v1/me').set('Authorization', value);
    for (const value of ['Basic eDp5', 'Bearer', 'Bearer r4_wrong', 'bearer x']) {
      expect((await send(value)).body).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    }
  });
});

describe('rate limit', () => {
  it('lets 300 public requests a minute through, and 60 at once of one principal', async () => {
    const agent = await withApiKey(context.deps, app, seeded.adminB);
    const burst = await Promise.all(Array.from({ length: 60 }, () => agent.get('/api/v1/me')));
    expect(new Set(burst.map((response) => response.status))).toEqual(new Set([200]));
    await context.deps.redis.del(...(await keysOf('limit:address')));
    const statuses: number[] = [];
    for (let round = 0; round < 11; round += 1) {
      const responses = await Promise.all(Array.from({ length: 30 }, () => request(app).post('/api/v1/open')));
      statuses.push(...responses.map((response) => response.status));
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(300);
    const refused = await request(app).post('/api/v1/open');
    expect(refused.body).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    // Whoever is known has a budget of its own.
    expect((await agent.get('/api/v1/me')).status).toBe(200);
    await context.deps.redis.del(...(await keysOf('limit:address')));
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['2001:db8:a:b::', '2001:db8:a:b'],
  ])('counts %s as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  async function keysOf(kind: string): Promise<string[]> {
    const keys = await context.deps.redis.keys(`${context.prefix}:${kind}*`);
    return ['nothing', ...keys.map((key) => key.slice(context.prefix.length + 1))];
  }
});

describe('without Redis', () => {
  it('API keys go on reading; sign-in and cookies get 503, not silence', async () => {
    const { deps } = context;
    const agent = await signIn(deps, app, seeded.adminB);
    const keyed = await withApiKey(deps, app, seeded.adminB);
    const authorization = keyed.get('/').get('Authorization');
    // Nobody listens on port 1.
    const away = new Redis('redis://127.0.0.1:1', { maxRetriesPerRequest: null });
    away.on('error', () => undefined);
    const without = { ...deps, redis: away };
    const lame = appOf(without, [open, ...sessionRoutes(without), ...apiKeyRoutes(without)]);
    const me = await request(lame).get('/api/v1/me').set('Authorization', authorization);
    expect(me.status).toBe(200);
    expect((await request(lame).post('/api/v1/open')).status).toBe(200);
    const signIn503 = await request(lame)
      .post('/api/v1/sessions')
      .send({ email: seeded.adminB.email, password: PASSWORD });
    expect(signIn503.body).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    expect(signIn503.headers['retry-after']).toBe('5');
    const cookie = agent.get('/').get('Cookie');
    expect((await request(lame).get('/api/v1/me').set('Cookie', cookie)).status).toBe(503);
    away.disconnect();
  });
});
