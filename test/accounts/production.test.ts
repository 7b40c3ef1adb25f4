import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootstrapAdmin } from '../../src/accounts/bootstrap-admin.js';
import { mayPairForSecondApproval } from '../../src/accounts/pairing.js';
import { sessionRoutes } from '../../src/accounts/session-routes.js';
import { userModel } from '../../src/accounts/user-model.js';
import { userRoutes } from '../../src/accounts/user-routes.js';
import { savedUser } from '../../src/accounts/user-schemas.js';
import { appOf, createTestContext, type TestContext } from '../support/app.js';
import { clientOf, signInAs } from '../support/client.js';
import { seedUsers, signIn, type Seeded } from '../support/seed.js';

const ADMIN = { ADMIN_EMAIL: 'First@carrier.example', ADMIN_PASSWORD: 'from the environment' };
const DAY = 86_400_000;

let context: TestContext;
let app: Express;
let seeded: Seeded;

beforeAll(async () => {
  context = await createTestContext({ env: { NODE_ENV: 'production', ...ADMIN } });
  seeded = await seedUsers(context.deps);
  app = appOf(context.deps, [...sessionRoutes(context.deps), ...userRoutes(context.deps)]);
});
afterAll(() => context.close());

describe('the first administrator', () => {
  it('comes from the environment, once, however many processes start', async () => {
    await Promise.all([bootstrapAdmin(context.deps), bootstrapAdmin(context.deps), bootstrapAdmin(context.deps)]);
    await bootstrapAdmin(context.deps);
    expect(await userModel(context.deps.db).countDocuments({ role: 'carrier_admin' })).toBe(2);
    const admin = await signInAs(app, ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD);
    expect((await admin.get('/users')).status).toBe(200);
  });

  it('keeps a password that was changed', async () => {
    const admin = await signInAs(app, ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD);
    const changed = { current: ADMIN.ADMIN_PASSWORD, new: 'known to me only' };
    expect((await admin.post('/me/password', changed)).status).toBe(204);
    await bootstrapAdmin(context.deps);
    await signInAs(app, ADMIN.ADMIN_EMAIL, changed.new);
  });
});

describe('a password set by somebody else', () => {
  it('must be changed before anything else', async () => {
    const admin = await signIn(context.deps, app, seeded.carrierAdmin);
    const given = { email: 'new@people.example', password: 'given to you' };
    await admin.post('/api/v1/users').send({ ...given, name: '样本新人', role: 'carrier_admin' });
    const person = await signInAs(app, given.email, given.password);
    expect((await person.get('/me')).body).toMatchObject({ user: { mustChangePassword: true } });
    expect((await person.get('/users')).body).toMatchObject({ status: 403, code: 'PASSWORD_CHANGE_REQUIRED' });
    expect((await person.post('/users', {})).body).toMatchObject({ code: 'PASSWORD_CHANGE_REQUIRED' });
    const changed = await person.post('/me/password', { current: given.password, new: 'chosen by myself' });
    expect(changed.status).toBe(204);
    expect((await person.get('/users')).status).toBe(200);
  });

  it('may be left by signing out, and public routes stay public', async () => {
    const admin = await signIn(context.deps, app, seeded.carrierAdmin);
    const given = { email: 'out@people.example', password: 'given to you' };
    await admin.post('/api/v1/users').send({ ...given, name: '样本新人', role: 'auditor' });
    const person = await signInAs(app, given.email, given.password);
    expect((await person.post('/sessions', given)).status).toBe(201);
    expect((await person.delete('/sessions/current')).status).toBe(204);
  });
});

describe('second approval', () => {
  it('does not pair an account with whoever created or reset it within 30 days', async () => {
    const { deps } = context;
    const admin = await signIn(deps, app, seeded.carrierAdmin);
    const body = { email: 'pair@people.example', name: '样本新人', role: 'reviewer', password: 'given to you' };
    const { id } = savedUser.parse((await admin.post('/api/v1/users').send(body)).body);
    const creator = seeded.carrierAdmin.id;
    expect(await mayPairForSecondApproval(deps, creator, id)).toBe(false);
    expect(await mayPairForSecondApproval(deps, id, creator)).toBe(false);
    expect(await mayPairForSecondApproval(deps, id, seeded.reviewer1.id)).toBe(true);
    expect(await mayPairForSecondApproval(deps, id, id)).toBe(false);
    expect(await mayPairForSecondApproval(deps, id, '0'.repeat(24))).toBe(false);
    // The person's own change does not wash the fact away.
    const person = await signInAs(app, body.email, body.password);
    await person.post('/me/password', { current: body.password, new: 'chosen by myself' });
    expect(await mayPairForSecondApproval(deps, creator, id)).toBe(false);
    const start = deps.clock.now();
    deps.clock.advance(30 * DAY);
    expect(await mayPairForSecondApproval(deps, creator, id)).toBe(true);
    const reset = await admin.patch(`/api/v1/users/${id}`).send({ password: 'reset for you' });
    expect(reset.status).toBe(200);
    expect(await mayPairForSecondApproval(deps, creator, id)).toBe(false);
    deps.clock.set(start);
  });
});

it('answers a stranger nothing', async () => {
  expect((await clientOf(app).get('/users')).status).toBe(401);
  expect((await request(app).get('/api/v1/users').set('Authorization', 'Bearer r4_nothing')).status).toBe(401);
});
