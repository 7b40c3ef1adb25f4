import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../../src/accounts/principal.js';
import { sessionRoutes } from '../../src/accounts/session-routes.js';
import { userModel } from '../../src/accounts/user-model.js';
import { userRoutes } from '../../src/accounts/user-routes.js';
import { savedUser, userList } from '../../src/accounts/user-schemas.js';
import { eventModel } from '../../src/events/event-model.js';
import { appOf, createTestContext, type TestContext } from '../support/app.js';
import { PASSWORD, seedUsers, signIn, withApiKey, type Agent, type CastName, type Seeded } from '../support/seed.js';

let context: TestContext;
let app: Express;
let seeded: Seeded;
const as = (name: CastName): Promise<Agent> => signIn(context.deps, app, seeded[name]);
let serial = 0;
const newcomer = (more: object) => ({
  email: `n${(serial += 1)}@people.example`,
  name: '样本新人',
  password: 'long enough',
  ...more,
});

beforeAll(async () => {
  context = await createTestContext();
  seeded = await seedUsers(context.deps);
  app = appOf(context.deps, [...sessionRoutes(context.deps), ...userRoutes(context.deps)]);
});
afterAll(() => context.close());

describe('POST /users', () => {
  it('makes an account that can sign in, and one event without personal data', async () => {
    const body = newcomer({ role: 'reviewer', staffNumber: 'cu-7', scope: { carriers: ['CU'] } });
    const response = await (await as('carrierAdmin')).post('/api/v1/users').send(body);
    expect(response.status).toBe(201);
    const user = savedUser.parse(response.body);
    expect(user).toMatchObject({
      email: body.email,
      staffNumber: 'CU-7',
      scope: { carriers: ['CU'], provinces: null },
    });
    expect(user.mustChangePassword).toBe(false);
    const { email, password } = body;
    expect((await request(app).post('/api/v1/sessions').send({ email, password })).status).toBe(201);
    const events = await eventModel(context.deps.db).find({ 'subjects.id': user.id }).lean();
    expect(events.map((event) => event.type)).toEqual(['user.created']);
    expect(JSON.stringify(events)).not.toMatch(/样本新人|people\.example/);
  });

  it('stores name and e-mail sealed', async () => {
    const rows = JSON.stringify(await userModel(context.deps.db).find().lean());
    expect(rows).not.toMatch(/样本|people\.example/);
  });

  it('a reseller’s administrator grants reseller roles only, in its own organisation only', async () => {
    const adminA = await as('adminA');
    for (const role of ROLES) {
      const response = await adminA.post('/api/v1/users').send(newcomer({ role }));
      expect(response.status, role).toBe(role.startsWith('reseller') ? 201 : 403);
      if (response.status === 201) expect(response.body).toMatchObject({ resellerId: seeded.a.id });
      else expect(response.body).toMatchObject({ code: 'ROLE_NOT_GRANTABLE' });
    }
    const foreign = newcomer({ role: 'reseller_agent', resellerId: seeded.b.id });
    expect((await adminA.post('/api/v1/users').send(foreign)).status).toBe(404);
  });

  it.each(['agentA', 'reviewer1', 'senior', 'auditor'] as const)('%s may not', async (name) => {
    const response = await (await as(name)).post('/api/v1/users').send(newcomer({ role: 'reseller_agent' }));
    expect(response.body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  it('an API key may not, not even one of an administrator', async () => {
    const agent = await withApiKey(context.deps, app, seeded.adminA);
    const response = await agent.post('/api/v1/users').send(newcomer({ role: 'reseller_agent' }));
    expect(response.body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  it('needs credentials', async () => {
    const response = await request(app)
      .post('/api/v1/users')
      .send(newcomer({ role: 'reviewer' }));
    expect(response.body).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it.each([
    ['role without its reseller', { role: 'reseller_agent' }, 'resellerId', 'REQUIRED'],
    ['staff with a reseller', { role: 'auditor', resellerId: '0'.repeat(24) }, 'resellerId', 'ROLE_WITHOUT_RESELLER'],
    ['short password', { role: 'auditor', password: 'short' }, 'password', 'PASSWORD_TOO_SHORT'],
    ['no e-mail', { role: 'auditor', email: 'nobody' }, 'email', 'INVALID_FORMAT'],
    ['unknown member', { role: 'auditor', admin: true }, 'admin', 'UNKNOWN_MEMBER'],
  ])('refuses: %s', async (_name, more, path, code) => {
    const response = await (await as('carrierAdmin')).post('/api/v1/users').send(newcomer(more));
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ path, code }] });
  });

  it('refuses an unknown reseller', async () => {
    const body = newcomer({ role: 'reseller_agent', resellerId: '0'.repeat(24) });
    expect((await (await as('carrierAdmin')).post('/api/v1/users').send(body)).status).toBe(404);
  });

  it('one account an e-mail, one a staff number, also when two come at once', async () => {
    const admin = await as('carrierAdmin');
    const send = (more: object) => admin.post('/api/v1/users').send(newcomer({ role: 'auditor', ...more }));
    const sameEmail = await Promise.all([
      send({ email: 'twice@people.example' }),
      send({ email: 'Twice@people.example' }),
    ]);
    expect(sameEmail.map((response) => response.status).sort()).toEqual([201, 409]);
    expect(sameEmail.find((response) => response.status === 409)?.body).toMatchObject({ code: 'EMAIL_TAKEN' });
    expect((await send({ staffNumber: seeded.senior.staffNumber })).body).toMatchObject({ code: 'STAFF_NUMBER_TAKEN' });
  });
});

describe('an invitation', () => {
  it('is answered once, and lets the person choose a password once', async () => {
    const body = newcomer({ role: 'auditor', password: undefined });
    const created = await (await as('carrierAdmin')).post('/api/v1/users').send(body);
    const { invitation, hasPassword } = savedUser.parse(created.body);
    expect(hasPassword).toBe(false);
    const token = new URL(invitation?.url ?? '').hash.slice(1);
    const url = '/api/v1/invitation-acceptances';
    const password = 'chosen by myself';
    const chosen = { token, password };
    expect((await request(app).post(url).send({ token, password: 'short' })).status).toBe(422);
    expect((await request(app).post(url).send(chosen)).status).toBe(204);
    expect((await request(app).post('/api/v1/sessions').send({ email: body.email, password })).status).toBe(201);
    expect((await request(app).post(url).send(chosen)).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('ends after seven days', async () => {
    const body = newcomer({ role: 'auditor', password: undefined });
    const created = await (await as('carrierAdmin')).post('/api/v1/users').send(body);
    const token = new URL(savedUser.parse(created.body).invitation?.url ?? '').hash.slice(1);
    const start = context.deps.clock.now();
    context.deps.clock.advance(7 * 86_400_000 + 1);
    const response = await request(app)
      .post('/api/v1/invitation-acceptances')
      .send({ token, password: 'chosen by myself' });
    context.deps.clock.set(start);
    expect(response.status).toBe(404);
  });
});

describe('GET /users', () => {
  it('shows an administrator of a reseller its own people only', async () => {
    const { items } = userList.parse((await (await as('adminB')).get('/api/v1/users?limit=100')).body);
    expect(items.map((user) => user.id).sort()).toEqual([seeded.adminB.id, seeded.agentB.id].sort());
    const foreign = await (await as('adminB')).get(`/api/v1/users?resellerId=${seeded.a.id}`);
    expect(foreign.body).toEqual({ items: [], nextCursor: null });
  });

  it('shows the carrier everybody, page by page, newest first', async () => {
    const auditor = await as('auditor');
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page = userList.parse((await auditor.get(`/api/v1/users?limit=4${after}`)).body);
      seen.push(...page.items.map((user) => user.id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([...seen].sort().reverse());
    expect(new Set(seen).size).toBe(await userModel(context.deps.db).countDocuments());
  });
});

describe('GET /users with a filter', () => {
  it.each([
    ['role=auditor', { role: 'auditor' }],
    ['role=reviewer&status=active', { role: 'reviewer', status: 'active' }],
    ['status=disabled', { status: 'disabled' }],
  ] as const)('%s', async (query, filter) => {
    await userModel(context.deps.db).updateOne({ _id: seeded.reviewer2.id }, { $set: { status: 'disabled' } });
    const { items } = userList.parse((await (await as('auditor')).get(`/api/v1/users?${query}&limit=100`)).body);
    const wanted = await userModel(context.deps.db).find(filter, { _id: 1 }).lean();
    await userModel(context.deps.db).updateOne({ _id: seeded.reviewer2.id }, { $set: { status: 'active' } });
    expect(wanted.length).toBeGreaterThan(0);
    expect(items.map(({ id }) => id).sort()).toEqual(wanted.map(({ _id }) => _id.toHexString()).sort());
  });

  it('names the reseller of each', async () => {
    const { items } = userList.parse((await (await as('auditor')).get('/api/v1/users?role=reseller_admin')).body);
    expect(new Set(items.map(({ resellerName }) => resellerName))).toEqual(new Set([seeded.a.name, seeded.b.name]));
  });
});

describe('PATCH /users/{id}', () => {
  it('disabling ends every session at once', async () => {
    const agent = await as('agentB');
    expect((await agent.get('/api/v1/me')).status).toBe(200);
    const response = await (await as('adminB')).patch(`/api/v1/users/${seeded.agentB.id}`).send({ status: 'disabled' });
    expect(response.body).toMatchObject({ status: 'disabled' });
    expect((await agent.get('/api/v1/me')).status).toBe(401);
    const again = await request(app).post('/api/v1/sessions').send({ email: seeded.agentB.email, password: PASSWORD });
    expect(again.body).toMatchObject({ code: 'CREDENTIALS_WRONG' });
    await (await as('adminB')).patch(`/api/v1/users/${seeded.agentB.id}`).send({ status: 'active' });
  });

  it('resets a password', async () => {
    const response = await (
      await as('carrierAdmin')
    )
      .patch(`/api/v1/users/${seeded.reviewer2.id}`)
      .send({ password: 'a new one for you' });
    expect(response.status).toBe(200);
    const send = (password: string) =>
      request(app).post('/api/v1/sessions').send({ email: seeded.reviewer2.email, password });
    expect((await send(PASSWORD)).status).toBe(401);
    expect((await send('a new one for you')).status).toBe(201);
  });

  it('or voids it and invites anew', async () => {
    const url = `/api/v1/users/${seeded.senior.id}`;
    const response = await (await as('carrierAdmin')).patch(url).send({ invite: true });
    expect(savedUser.parse(response.body)).toMatchObject({ hasPassword: false });
    expect(savedUser.parse(response.body).invitation?.url).toMatch(/#[\w-]{43}$/);
    const both = await (await as('carrierAdmin')).patch(url).send({ invite: true, password: 'long enough' });
    expect(both.body).toMatchObject({ status: 422, errors: [{ code: 'PASSWORD_OR_INVITATION' }] });
  });

  it('is 404 across organisations, 403 without the role', async () => {
    const url = `/api/v1/users/${seeded.agentA.id}`;
    expect((await (await as('adminB')).patch(url).send({ status: 'disabled' })).status).toBe(404);
    expect((await (await as('agentB')).patch(url).send({ status: 'disabled' })).status).toBe(404);
    expect((await (await as('agentA')).patch(url).send({ status: 'disabled' })).status).toBe(403);
    expect((await (await as('reviewer1')).patch(url).send({ status: 'disabled' })).status).toBe(403);
    const staff = `/api/v1/users/${seeded.carrierAdmin.id}`;
    expect((await (await as('adminA')).patch(staff).send({ password: 'taken over' })).status).toBe(404);
  });

  it('is not for the own account', async () => {
    const response = await (
      await as('adminA')
    )
      .patch(`/api/v1/users/${seeded.adminA.id}`)
      .send({ password: 'new one' });
    expect(response.status).toBe(422);
    const longer = { password: 'a longer new one' };
    expect((await (await as('adminA')).patch(`/api/v1/users/${seeded.adminA.id}`).send(longer)).status).toBe(403);
  });
});

describe('PATCH /users/{id} with a role or a scope', () => {
  const make = async (role: string) => {
    const body = newcomer({ role });
    const answer = await (await as('carrierAdmin')).post('/api/v1/users').send(body);
    expect(answer.status, answer.text).toBe(201);
    const { id } = answer.body as { id: string };
    return { ...body, id, agent: await signIn(context.deps, app, { id }) };
  };
  const change = async (by: CastName, id: string, body: object) =>
    (await as(by)).patch(`/api/v1/users/${id}`).send(body);

  it('counts at once, ends the sessions, and is one event; the same again is none', async () => {
    const { id, agent } = await make('reviewer');
    const scope = { carriers: ['CT'], provinces: null };
    const answer = await change('carrierAdmin', id, { role: 'senior_reviewer', scope });
    expect(answer.body).toMatchObject({ role: 'senior_reviewer', scope });
    expect((await agent.get('/api/v1/me')).status).toBe(401);
    expect((await change('carrierAdmin', id, { role: 'senior_reviewer', scope })).status).toBe(200);
    const events = await eventModel(context.deps.db).find({ 'subjects.id': id, type: 'user.updated' }).lean();
    expect(events).toMatchObject([
      { before: { role: 'reviewer', scope: { carriers: null } }, after: { role: 'senior_reviewer', scope } },
    ]);
  });

  it('moves nobody to another organisation, makes nobody an owner, and gives no more than one may give', async () => {
    const { id } = await make('reviewer');
    const toReseller = await change('carrierAdmin', id, { role: 'reseller_agent' });
    expect(toReseller.body).toMatchObject({ status: 422, errors: [{ path: 'role', code: 'OTHER_ORGANISATION' }] });
    expect((await change('carrierAdmin', id, { role: 'entity_user' })).body).toMatchObject({
      code: 'ROLE_NOT_GRANTABLE',
    });
    const owner = await change('carrierAdmin', seeded.owner.id, { role: 'auditor' });
    expect(owner.body).toMatchObject({ code: 'ROLE_NOT_GRANTABLE' });
    expect((await change('adminA', seeded.agentA.id, { role: 'auditor' })).body).toMatchObject({
      code: 'ROLE_NOT_GRANTABLE',
    });
    expect((await change('adminA', seeded.agentA.id, { role: 'reseller_admin' })).status).toBe(200);
    expect((await change('adminA', seeded.agentA.id, { role: 'reseller_agent' })).status).toBe(200);
  });

  it('gives nobody a wider scope than one’s own, nor touches who has one', async () => {
    const scope = { carriers: ['CU'], provinces: ['广东'] };
    const narrow = newcomer({ role: 'carrier_admin', scope });
    const made = await (await as('carrierAdmin')).post('/api/v1/users').send(narrow);
    const agent = await signIn(context.deps, app, { id: (made.body as { id: string }).id });
    const create = (more: object) => agent.post('/api/v1/users').send(newcomer({ role: 'reviewer', ...more }));
    expect((await create({ scope: { carriers: ['CU', 'CT'], provinces: ['广东'] } })).body).toMatchObject({
      status: 422,
      errors: [{ path: 'scope', code: 'BEYOND_OWN_SCOPE' }],
    });
    const within = await create({});
    expect(within.body).toMatchObject({ scope });
    const { id } = within.body as { id: string };
    expect((await agent.patch(`/api/v1/users/${id}`).send({ scope: { carriers: null } })).status).toBe(422);
    expect((await agent.patch(`/api/v1/users/${id}`).send({ status: 'disabled' })).status).toBe(200);
    expect((await agent.patch(`/api/v1/users/${seeded.reviewer1.id}`).send({ scope })).status).toBe(403);
    await userModel(context.deps.db).updateOne(
      { _id: (made.body as { id: string }).id },
      { $set: { status: 'disabled' } },
    );
  });

  it('leaves an administrator: nobody takes the own role, and of two who take each other’s one is left', async () => {
    const self = await change('carrierAdmin', seeded.carrierAdmin.id, { role: 'auditor' });
    expect(self.body).toMatchObject({ status: 403 });
    const other = await make('carrier_admin');
    const first = await as('carrierAdmin');
    const answers = await Promise.all([
      first.patch(`/api/v1/users/${other.id}`).send({ role: 'reviewer' }),
      other.agent.patch(`/api/v1/users/${seeded.carrierAdmin.id}`).send({ status: 'disabled' }),
    ]);
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    const left = { role: 'carrier_admin', status: 'active' } as const;
    expect(await userModel(context.deps.db).countDocuments(left)).toBe(1);
    await userModel(context.deps.db).updateOne({ _id: seeded.carrierAdmin.id }, { $set: left });
  });
});

describe('POST /me/password', () => {
  it('changes it, keeps this session, ends the others', async () => {
    const here = await as('agentA');
    const elsewhere = await as('agentA');
    const wrong = await here.post('/api/v1/me/password').send({ current: 'wrong', new: 'another one' });
    expect(wrong.body).toMatchObject({ status: 401, code: 'CREDENTIALS_WRONG' });
    const same = await here.post('/api/v1/me/password').send({ current: PASSWORD, new: PASSWORD });
    expect(same.body).toMatchObject({ status: 422, errors: [{ path: 'new', code: 'PASSWORD_UNCHANGED' }] });
    expect((await here.post('/api/v1/me/password').send({ current: PASSWORD, new: 'another one' })).status).toBe(204);
    expect((await here.get('/api/v1/me')).status).toBe(200);
    expect((await elsewhere.get('/api/v1/me')).status).toBe(401);
  });

  it('cannot be guessed through a stolen session', async () => {
    const agent = await as('reviewer1');
    const guess = () => agent.post('/api/v1/me/password').send({ current: 'a guess', new: 'mine now' });
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await guess()).status).toBe(401);
    expect((await guess()).body).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
  });

  it('is not for API keys', async () => {
    const agent = await withApiKey(context.deps, app, seeded.adminA);
    const response = await agent.post('/api/v1/me/password').send({ current: PASSWORD, new: 'another one' });
    expect(response.body).toMatchObject({ status: 403 });
  });
});
