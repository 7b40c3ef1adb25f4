import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeyModel } from '../../src/accounts/api-key-model.js';
import { apiKeyRoutes } from '../../src/accounts/api-key-routes.js';
import { apiKeyList, newApiKey } from '../../src/accounts/api-key-schemas.js';
import { sessionRoutes } from '../../src/accounts/session-routes.js';
import { eventModel } from '../../src/events/event-model.js';
import { appOf, createTestContext, type TestContext } from '../support/app.js';
import { seedUsers, signIn, withApiKey, type CastName, type Seeded } from '../support/seed.js';

let context: TestContext;
let app: Express;
let seeded: Seeded;
const as = (name: CastName) => signIn(context.deps, app, seeded[name]);
const bearer = (key: string) => request(app).get('/api/v1/me').set('Authorization', `Bearer ${key}`);

beforeAll(async () => {
  context = await createTestContext();
  seeded = await seedUsers(context.deps);
  app = appOf(context.deps, [...sessionRoutes(context.deps), ...apiKeyRoutes(context.deps)]);
});
afterAll(() => context.close());

describe('API keys', () => {
  it('are shown once, and only their hash is kept', async () => {
    const admin = await as('adminA');
    const created = await admin.post('/api/v1/api-keys').send({ name: 'billing' });
    expect(created.status).toBe(201);
    const { key, id, hint } = newApiKey.parse(created.body);
    expect(key.startsWith(hint.replace('…', ''))).toBe(true);
    const list = await admin.get('/api/v1/api-keys');
    expect(apiKeyList.parse(list.body).items.map((item) => item.id)).toContain(id);
    const kept = JSON.stringify(await apiKeyModel(context.deps.db).find().lean());
    const events = JSON.stringify(await eventModel(context.deps.db).find().lean());
    for (const text of [list.text, kept, events]) expect(text).not.toContain(key);
  });

  it('act as reseller_agent of their organisation', async () => {
    const { key } = newApiKey.parse((await (await as('adminB')).post('/api/v1/api-keys').send({ name: 'k' })).body);
    expect((await bearer(key)).body).toMatchObject({
      kind: 'key',
      role: 'reseller_agent',
      reseller: { id: seeded.b.id },
    });
    const agent = await withApiKey(context.deps, app, seeded.adminB);
    expect((await agent.post('/api/v1/api-keys').send({ name: 'another' })).status).toBe(403);
    expect((await agent.get('/api/v1/api-keys')).status).toBe(403);
  });

  it('need no CSRF token, even when a cookie is sent along', async () => {
    const admin = await as('adminA');
    const { key } = newApiKey.parse((await admin.post('/api/v1/api-keys').send({ name: 'k' })).body);
    const response = await admin
      .delete('/api/v1/sessions/current')
      .set('X-CSRF-Token', '')
      .set('Authorization', `Bearer ${key}`);
    expect(response.status).toBe(204);
  });

  it('are worth nothing once revoked; revoking twice is one event', async () => {
    const admin = await as('adminA');
    const { key, id } = newApiKey.parse((await admin.post('/api/v1/api-keys').send({ name: 'k' })).body);
    expect((await bearer(key)).status).toBe(200);
    expect((await admin.delete(`/api/v1/api-keys/${id}`)).status).toBe(204);
    expect((await bearer(key)).body).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect((await admin.delete(`/api/v1/api-keys/${id}`)).status).toBe(204);
    const events = await eventModel(context.deps.db).find({ 'subjects.id': id }).sort({ _id: 1 }).lean();
    expect(events.map((event) => event.type)).toEqual(['api_key.created', 'api_key.revoked']);
    const { items } = apiKeyList.parse((await admin.get('/api/v1/api-keys')).body);
    expect(items.find((item) => item.id === id)?.revokedAt).not.toBeNull();
  });

  it('remember when they were last used, to the minute', async () => {
    const admin = await as('adminA');
    const { key, id } = newApiKey.parse((await admin.post('/api/v1/api-keys').send({ name: 'k' })).body);
    const used = async () =>
      apiKeyList.parse((await admin.get('/api/v1/api-keys')).body).items.find((item) => item.id === id)?.lastUsedAt;
    expect(await used()).toBeNull();
    await bearer(key);
    const first = await used();
    expect(first).toBe(context.deps.clock.now().toISOString());
    context.deps.clock.advance(30_000);
    await bearer(key);
    expect(await used()).toBe(first);
    context.deps.clock.advance(60_000);
    await bearer(key);
    expect(await used()).toBe(context.deps.clock.now().toISOString());
  });

  it('belong to one organisation: 404 for others, 403 without the role', async () => {
    const { id } = newApiKey.parse((await (await as('adminA')).post('/api/v1/api-keys').send({ name: 'k' })).body);
    const url = `/api/v1/api-keys/${id}`;
    expect((await (await as('adminB')).delete(url)).status).toBe(404);
    expect((await (await as('agentA')).delete(url)).status).toBe(403);
    expect((await (await as('carrierAdmin')).delete(url)).status).toBe(404);
    expect((await (await as('agentA')).post('/api/v1/api-keys').send({ name: 'k' })).status).toBe(403);
    expect((await (await as('carrierAdmin')).get('/api/v1/api-keys')).status).toBe(403);
    expect((await (await as('adminA')).delete('/api/v1/api-keys/no-id')).status).toBe(404);
    expect((await request(app).get('/api/v1/api-keys')).status).toBe(401);
  });

  it('have a name', async () => {
    const response = await (await as('adminA')).post('/api/v1/api-keys').send({});
    expect(response.body).toMatchObject({ status: 422, errors: [{ path: 'name' }] });
  });
});
