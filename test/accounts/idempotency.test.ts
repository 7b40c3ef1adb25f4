import { randomUUID } from 'node:crypto';
import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiKeyRoutes } from '../../src/accounts/api-key-routes.js';
import { apiKeyModel } from '../../src/accounts/api-key-model.js';
import { newApiKey } from '../../src/accounts/api-key-schemas.js';
import { DomainError } from '../../src/domain/errors.js';
import { idempotencyModel } from '../../src/http/idempotency-model.js';
import { route, type Route } from '../../src/http/route.js';
import { appOf, createTestContext, type TestContext } from '../support/app.js';
import { seedUsers, signIn, type Agent, type Seeded } from '../support/seed.js';

const HOUR = 3600_000;

let context: TestContext;
let app: Express;
let seeded: Seeded;
let admin: Agent;
let calls = 0;
let behaviour: () => Promise<{ status: number; body?: unknown } | null>;

/** A write whose behaviour each test sets. */
const probes: Route[] = ['/probe', '/probe/:id'].map((path) =>
  route({
    method: 'post',
    path,
    operation: `probe${path.length}`,
    tag: 'test',
    access: 'session.own',
    summary: 'test',
    body: z.object({ n: z.number().optional(), m: z.number().optional() }),
    replies: { 201: null },
    errors: [],
    handle: () => {
      calls += 1;
      return behaviour();
    },
  }),
);

beforeAll(async () => {
  context = await createTestContext();
  seeded = await seedUsers(context.deps);
  app = appOf(context.deps, [...probes, ...apiKeyRoutes(context.deps)]);
  admin = await signIn(context.deps, app, seeded.adminA);
});
afterAll(() => context.close());

const probe = (key: string, body: object = {}, path = '/probe') => {
  return admin.post(`/api/v1${path}`).set('Idempotency-Key', key).send(body);
};
const counted = async (work: () => Promise<unknown>) => {
  const before = calls;
  await work();
  return calls - before;
};

describe('Idempotency-Key', () => {
  it('twenty at once with one key have one effect', async () => {
    const key = randomUUID();
    const send = () => admin.post('/api/v1/api-keys').set('Idempotency-Key', key).send({ name: 'only one' });
    const responses = await Promise.all(Array.from({ length: 20 }, send));
    const made = responses.filter((response) => response.status === 201);
    expect(made.length).toBeGreaterThan(0);
    for (const response of responses.filter((other) => other.status !== 201)) {
      expect(response.body).toMatchObject({ status: 409, code: 'IN_PROGRESS' });
      expect(response.headers['retry-after']).toBe('1');
    }
    expect(await apiKeyModel(context.deps.db).countDocuments({ name: 'only one' })).toBe(1);
    const again = await send();
    expect(again.status).toBe(201);
    expect(again.headers['idempotency-replayed']).toBe('true');
    // Even what is shown once: the client whose connection broke never saw it.
    expect(newApiKey.parse(again.body).key).toBe(newApiKey.parse(made[0]?.body).key);
    const kept = JSON.stringify(await idempotencyModel(context.deps.db).find().lean());
    expect(kept).not.toContain(newApiKey.parse(again.body).key);
    expect(kept).not.toContain(key);
  });

  it('same members in another order are the same body; other values are not', async () => {
    behaviour = () => Promise.resolve({ status: 201, body: { made: true } });
    const key = randomUUID();
    expect(await counted(() => probe(key, { n: 1, m: 2 }))).toBe(1);
    const same = await probe(key, { m: 2, n: 1 });
    expect([same.status, same.body]).toEqual([201, { made: true }]);
    const other = await probe(key, { n: 1, m: 3 });
    expect(other.body).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('belongs to one caller and one route; another address of the route is another body', async () => {
    behaviour = () => Promise.resolve({ status: 201 });
    const key = randomUUID();
    await probe(key);
    expect(await counted(() => probe(key, {}, '/probe/1'))).toBe(1);
    expect((await probe(key, {}, '/probe/2')).body).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    const somebody = await signIn(context.deps, app, seeded.adminB);
    expect(await counted(() => somebody.post('/api/v1/probe').set('Idempotency-Key', key).send({}))).toBe(1);
  });

  it('a refusal is not kept: the same key may try again', async () => {
    const key = randomUUID();
    behaviour = () => Promise.reject(new DomainError('CONFLICT'));
    expect((await probe(key)).status).toBe(409);
    behaviour = () => Promise.reject(new Error('ours'));
    expect((await probe(key)).status).toBe(500);
    behaviour = () => Promise.resolve({ status: 201 });
    expect((await probe(key)).status).toBe(201);
    expect(await counted(() => probe(key))).toBe(0);
  });

  it('a request that never ended is taken over after two minutes, not before', async () => {
    const key = randomUUID();
    behaviour = () => Promise.resolve({ status: 201 });
    await probe(key);
    // As a process leaves it that is killed in the middle.
    await idempotencyModel(context.deps.db).updateMany({}, { $set: { reply: null } });
    expect((await probe(key)).body).toMatchObject({ code: 'IN_PROGRESS' });
    const start = context.deps.clock.now();
    context.deps.clock.advance(121_000);
    expect(await counted(() => Promise.all([probe(key), probe(key), probe(key)]))).toBe(1);
    context.deps.clock.set(start);
  });

  it('is forgotten after 24 hours', async () => {
    const key = randomUUID();
    behaviour = () => Promise.resolve({ status: 201 });
    await probe(key, { n: 1 });
    const start = context.deps.clock.now();
    context.deps.clock.advance(24 * HOUR);
    expect(await counted(() => probe(key, { n: 2 }))).toBe(1);
    context.deps.clock.set(start);
  });

  it('must be a key, and is not needed', async () => {
    behaviour = () => Promise.resolve({ status: 201 });
    for (const key of ['', 'x'.repeat(201), 'with space']) {
      expect((await probe(key)).body).toMatchObject({ status: 422, errors: [{ path: 'Idempotency-Key' }] });
    }
    const plain = () => admin.post('/api/v1/probe').send({});
    expect(await counted(() => Promise.all([plain(), plain()]))).toBe(2);
  });

  it('comes after the other refusals', async () => {
    const key = randomUUID();
    const send = (body: object) => request(app).post('/api/v1/probe').set('Idempotency-Key', key).send(body);
    expect((await send({})).status).toBe(401);
    expect((await probe(key, { n: 'one' })).body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ path: 'n' }] });
  });
});
