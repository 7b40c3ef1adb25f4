import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionRoutes } from '../../src/accounts/session-routes.js';
import { meReply, signInReply } from '../../src/accounts/session-schemas.js';
import { userRoutes } from '../../src/accounts/user-routes.js';
import { appOf, createTestContext, type TestContext } from '../support/app.js';
import { PASSWORD, seedUsers, SEEDED_PERSONAL, signIn, withApiKey, type Seeded } from '../support/seed.js';

let context: TestContext;
let app: Express;
let seeded: Seeded;

beforeAll(async () => {
  context = await createTestContext();
  seeded = await seedUsers(context.deps);
  app = appOf(context.deps, [...sessionRoutes(context.deps), ...userRoutes(context.deps)]);
});
afterAll(() => context.close());

const post = (body: object) => request(app).post('/api/v1/sessions').send(body);

describe('signing in', () => {
  it('answers the user, a CSRF token and an HttpOnly cookie', async () => {
    const response = await post({ email: seeded.reviewer1.email.toUpperCase(), password: PASSWORD });
    expect(response.status).toBe(201);
    expect(signInReply.parse(response.body).user).toMatchObject({ id: seeded.reviewer1.id, role: 'reviewer' });
    const [cookie] = response.get('Set-Cookie') ?? [];
    expect(cookie).toMatch(/^r4_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('takes a staff number in place of the e-mail', async () => {
    const response = await post({ email: seeded.senior.staffNumber.toLowerCase(), password: PASSWORD });
    expect(response.body).toMatchObject({ user: { id: seeded.senior.id } });
  });

  it.each([
    ['wrong password', () => ({ email: seeded.reviewer1.email, password: 'not this one' })],
    ['unknown account', () => ({ email: 'nobody@people.example', password: PASSWORD })],
    ['unknown staff number', () => ({ email: 'S-999', password: PASSWORD })],
  ])('%s: the same 401', async (_name, body) => {
    const response = await post(body());
    expect(response.status).toBe(401);
    expect(response.body).toMatchObject({ code: 'CREDENTIALS_WRONG' });
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  it('takes as long for an unknown account as for a known one', async () => {
    const time = async (email: string) => {
      const began = performance.now();
      await post({ email, password: 'not this one' });
      return performance.now() - began;
    };
    const known = [await time(seeded.agentB.email), await time(seeded.agentB.email), await time(seeded.agentB.email)];
    const unknown = [await time('x1@people.example'), await time('x2@people.example'), await time('x3@people.example')];
    // The argon2 run is nearly all of it; a shortcut would take a tenth.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 3);
  });

  it('refuses unknown members', async () => {
    const response = await post({ email: seeded.reviewer1.email, password: PASSWORD, remember: true });
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ errors: [{ path: 'remember', code: 'UNKNOWN_MEMBER' }] });
  });

  it('marks the cookie Secure behind https', async () => {
    const deps = { ...context.deps, config: { ...context.deps.config, BASE_URL: 'https://registry.example' } };
    const response = await request(appOf(deps, sessionRoutes(deps)))
      .post('/api/v1/sessions')
      .send({ email: seeded.auditor.email, password: PASSWORD });
    expect(response.get('Set-Cookie')?.[0]).toMatch(/; Secure/);
  });

  it('throttles an account after ten failures, unknown ones too, and says when to come back', async () => {
    for (const email of [seeded.reviewer2.email, 'guess@people.example']) {
      for (let attempt = 0; attempt < 10; attempt += 1) {
        expect((await post({ email, password: 'wrong' })).status).toBe(401);
      }
      const refused = await post({ email, password: PASSWORD });
      expect(refused.status).toBe(429);
      expect(refused.body).toMatchObject({ code: 'RATE_LIMITED' });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
    }
    expect((await post({ email: seeded.adminB.email, password: PASSWORD })).status).toBe(201);
  });

  it('forgets failures after a success', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let attempt = 0; attempt < 6; attempt += 1) await post({ email: seeded.adminA.email, password: 'wrong' });
      expect((await post({ email: seeded.adminA.email, password: PASSWORD })).status).toBe(201);
    }
  });

  it('keeps nothing personal in Redis, and no token', async () => {
    const response = await post({ email: seeded.adminA.email, password: PASSWORD });
    const token = /r4_session=([\w-]+)/.exec(response.get('Set-Cookie')?.[0] ?? '')?.[1] ?? 'none';
    const keys = await context.deps.redis.keys(`${context.prefix}:*`);
    const values = await Promise.all(
      keys
        .map((key) => key.slice(context.prefix.length + 1))
        .filter((key) => !key.startsWith('jobs'))
        .map((key) => context.deps.redis.get(key)),
    );
    const everything = JSON.stringify([keys, values]);
    expect(keys.length).toBeGreaterThan(3);
    for (const secret of [...SEEDED_PERSONAL, token, '127.0.0.1']) expect(everything).not.toContain(secret);
  });
});

describe('a session', () => {
  it('needs its CSRF token for writes, not for reads', async () => {
    const agent = await signIn(context.deps, app, seeded.adminA);
    expect((await agent.get('/api/v1/me').set('X-CSRF-Token', '')).status).toBe(200);
    for (const token of ['', 'x'.repeat(43)]) {
      const refused = await agent.delete('/api/v1/sessions/current').set('X-CSRF-Token', token);
      expect(refused.status).toBe(403);
      expect(refused.body).toMatchObject({ code: 'CSRF_TOKEN_INVALID' });
    }
  });

  it('may sign in again without the old token', async () => {
    const agent = await signIn(context.deps, app, seeded.adminA);
    const response = await agent
      .post('/api/v1/sessions')
      .set('X-CSRF-Token', '')
      .send({ email: seeded.adminA.email, password: PASSWORD });
    expect(response.status).toBe(201);
  });

  it('ends with DELETE /sessions/current', async () => {
    const agent = await signIn(context.deps, app, seeded.agentA);
    const ended = await agent.delete('/api/v1/sessions/current');
    expect(ended.status).toBe(204);
    expect(ended.get('Set-Cookie')?.[0]).toMatch(/^r4_session=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await agent.get('/api/v1/me')).status).toBe(401);
  });

  it('ends when idle: Redis forgets it after twelve hours, and every use starts that anew', async () => {
    const agent = await signIn(context.deps, app, seeded.agentA);
    await agent.get('/api/v1/me');
    const [key = ''] = await context.deps.redis.keys(`${context.prefix}:session:*`);
    const left = await context.deps.redis.ttl(key.slice(context.prefix.length + 1));
    expect(left).toBeGreaterThan(12 * 3600 - 60);
    expect(left).toBeLessThanOrEqual(12 * 3600);
  });

  it('is not recognised from any other cookie', async () => {
    const response = await request(app).get('/api/v1/me').set('Cookie', 'r4_session=made-up');
    expect(response.status).toBe(401);
    expect(response.headers['www-authenticate']).toBe('Bearer');
  });
});

describe('GET /me', () => {
  it('tells a person who it is, what it may do, and its CSRF token', async () => {
    const agent = await signIn(context.deps, app, seeded.adminA);
    const me = meReply.parse((await agent.get('/api/v1/me')).body);
    expect(me).toMatchObject({ kind: 'user', role: 'reseller_admin', reseller: { id: seeded.a.id, status: 'active' } });
    expect(me.permissions).toContain('api_key.manage');
    expect(me.permissions).not.toContain('reseller.manage');
    expect(me.csrfToken).toHaveLength(43);
  });

  it('tells a program which key it is', async () => {
    const agent = await withApiKey(context.deps, app, seeded.adminB);
    const me = meReply.parse((await agent.get('/api/v1/me')).body);
    expect(me).toMatchObject({ kind: 'key', role: 'reseller_agent', user: null, csrfToken: null });
  });
});
