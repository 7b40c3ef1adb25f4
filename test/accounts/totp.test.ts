import type { Express } from 'express';
import { Secret, TOTP } from 'otpauth';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sessionRoutes } from '../../src/accounts/session-routes.js';
import { totpRoutes } from '../../src/accounts/totp-routes.js';
import { acceptedStep } from '../../src/accounts/totp.js';
import { userRoutes } from '../../src/accounts/user-routes.js';
import { appOf, createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { PASSWORD, seedUsers, signIn, type Agent, type Seeded } from '../support/seed.js';

let context: TestContext;
let app: Express;
let seeded: Seeded;

beforeAll(async () => {
  context = await createTestContext();
  seeded = await seedUsers(context.deps);
  const { deps } = context;
  app = appOf(deps, [...sessionRoutes(deps), ...totpRoutes(deps), ...userRoutes(deps)]);
});
afterAll(() => context.close());
beforeEach(() => context.deps.clock.advance(60_000));

/** What the person's app shows now. */
function codeOf(secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: context.deps.clock.now().getTime() });
}

async function enrol(agent: Agent): Promise<string> {
  const made = await agent.post('/api/v1/me/totp').send({ password: PASSWORD });
  expect(made.status).toBe(201);
  const { secret, uri } = made.body as { secret: string; uri: string };
  expect(uri).toContain(`secret=${secret}`);
  expect((await agent.post('/api/v1/me/totp/confirmation').send({ totp: codeOf(secret) })).status).toBe(204);
  context.deps.clock.advance(30_000);
  return secret;
}

const post = (email: string, totp?: string) =>
  request(app)
    .post('/api/v1/sessions')
    .send({ email, password: PASSWORD, ...(totp === undefined ? {} : { totp }) });

describe('one-time passwords', () => {
  it('are those of RFC 6238 appendix B', () => {
    const secret = new Secret({ buffer: new TextEncoder().encode('12345678901234567890').buffer }).base32;
    expect(acceptedStep(secret, '287082', new Date(59_000), 0)).toBe(1);
    expect(acceptedStep(secret, '050471', new Date(1_111_111_111_000), 0)).toBe(37_037_037);
    expect(acceptedStep(secret, '050471', new Date(1_111_111_111_000), 37_037_037)).toBeNull();
    expect(acceptedStep(secret, '050471', new Date(TEST_NOW), 0)).toBeNull();
  });

  it('count from their confirmation on, each code once, also for two at the same moment', async () => {
    const { email } = seeded.reviewer1;
    const agent = await signIn(context.deps, app, seeded.reviewer1);
    await agent.post('/api/v1/me/totp').send({ password: PASSWORD });
    expect((await post(email)).status).toBe(201);

    const secret = await enrol(agent);
    const without = await post(email);
    expect([without.status, without.body]).toMatchObject([401, { code: 'TOTP_REQUIRED' }]);
    expect((await post(email, '000000')).body).toMatchObject({ code: 'CREDENTIALS_WRONG' });
    const both = await Promise.all([post(email, codeOf(secret)), post(email, codeOf(secret))]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 401]);
    expect(both.find(({ status }) => status === 201)?.body).toMatchObject({ user: { hasTotp: true } });
  });

  it('say nothing to who does not know the password', async () => {
    const agent = await signIn(context.deps, app, seeded.senior);
    await enrol(agent);
    const refused = await request(app)
      .post('/api/v1/sessions')
      .send({ email: seeded.senior.email, password: 'not this one' });
    expect(refused.body).toMatchObject({ code: 'CREDENTIALS_WRONG' });
  });

  it('are confirmed with a right code only, and need the password to be changed', async () => {
    const agent = await signIn(context.deps, app, seeded.agentA);
    expect((await agent.post('/api/v1/me/totp/confirmation').send({ totp: '123456' })).status).toBe(409);
    expect((await agent.post('/api/v1/me/totp').send({ password: 'not this one' })).status).toBe(401);
    await agent.post('/api/v1/me/totp').send({ password: PASSWORD });
    const wrong = await agent.post('/api/v1/me/totp/confirmation').send({ totp: '000000' });
    expect([wrong.status, wrong.body]).toMatchObject([422, { errors: [{ code: 'TOTP_WRONG' }] }]);

    const secret = await enrol(agent);
    expect((await agent.post('/api/v1/me/totp').send({ password: PASSWORD })).status).toBe(409);
    const off = (body: object) => agent.delete('/api/v1/me/totp').send(body);
    expect((await off({ password: PASSWORD, totp: '000000' })).status).toBe(422);
    expect((await off({ password: PASSWORD, totp: codeOf(secret) })).status).toBe(204);
    expect((await post(seeded.agentA.email)).status).toBe(201);
  });

  it('are taken off by an administrator, which ends the person’s sessions', async () => {
    const agent = await signIn(context.deps, app, seeded.agentB);
    await enrol(agent);
    const admin = await signIn(context.deps, app, seeded.adminB);
    const taken = await admin.patch(`/api/v1/users/${seeded.agentB.id}`).send({ totp: null });
    expect([taken.status, taken.body]).toMatchObject([200, { hasTotp: false }]);
    expect((await agent.get('/api/v1/me')).status).toBe(401);
    expect((await post(seeded.agentB.email)).status).toBe(201);
  });

  it('lie sealed in the database', async () => {
    const agent = await signIn(context.deps, app, seeded.auditor);
    const secret = await enrol(agent);
    const users = await context.deps.db.collection('users').find({}).toArray();
    expect(JSON.stringify(users)).not.toContain(secret);
  });
});
