import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeyRoutes } from '../../src/accounts/api-key-routes.js';
import { RESELLER_STATUSES } from '../../src/domain/reseller.js';
import { eventModel } from '../../src/events/event-model.js';
import { createBlock } from '../../src/registry/create-block.js';
import { numberModel } from '../../src/registry/number-model.js';
import { resellerModel } from '../../src/resellers/reseller-model.js';
import { isAuthorisedIn, requireActiveReseller, resellerNames } from '../../src/resellers/reseller-queries.js';
import { resellerRoutes } from '../../src/resellers/reseller-routes.js';
import { resellerList, resellerView } from '../../src/resellers/reseller-schemas.js';
import { mayBecome } from '../../src/resellers/reseller-status.js';
import { appOf, createTestContext, type TestContext } from '../support/app.js';
import { seedUsers, signIn, type Agent, type CastName, type Seeded } from '../support/seed.js';

let context: TestContext;
let app: Express;
let seeded: Seeded;
let admin: Agent;
const as = (name: CastName) => signIn(context.deps, app, seeded[name]);

const CONTACT = { name: '样本负责人', phone: '010-12345678', email: 'boss@reseller.example' };
const BODY = {
  name: '样例三代理有限公司',
  uscc: '93500112MA5RNE3W50',
  contact: CONTACT,
  authorisation: { from: '2026-01-01', until: '2027-12-31', provinces: ['北京市'] },
};

beforeAll(async () => {
  context = await createTestContext();
  seeded = await seedUsers(context.deps);
  app = appOf(context.deps, [...resellerRoutes(context.deps), ...apiKeyRoutes(context.deps)]);
  admin = await as('carrierAdmin');
});
afterAll(() => context.close());

const create = async (uscc: string) =>
  resellerView.parse((await admin.post('/api/v1/resellers').send({ ...BODY, uscc })).body);
const patch = (id: string, body: object) => admin.patch(`/api/v1/resellers/${id}`).send(body);

describe('POST /resellers', () => {
  it('authorises an organisation; its contact is sealed and in no event', async () => {
    const response = await admin.post('/api/v1/resellers').send(BODY);
    expect(response.status).toBe(201);
    expect(response.headers['etag']).toBe('"1"');
    const reseller = resellerView.parse(response.body);
    expect(reseller).toMatchObject({
      ...BODY,
      status: 'active',
      sandbox: false,
      limits: { maxOpenReservations: null },
    });
    const kept = JSON.stringify([
      await resellerModel(context.deps.db).find().lean(),
      await eventModel(context.deps.db).find().lean(),
    ]);
    for (const value of Object.values(CONTACT)) expect(kept).not.toContain(value);
  });

  it('refuses the same USCC, also when two come at once', async () => {
    expect((await admin.post('/api/v1/resellers').send(BODY)).body).toMatchObject({ code: 'RESELLER_EXISTS' });
    const body = { ...BODY, uscc: '91110105MA0000015F' };
    expect((await admin.post('/api/v1/resellers').send(body)).status).toBe(409);
  });

  it.each([
    ['a wrong check digit', { uscc: '91110105MA0000015G' }, 'uscc', 'USCC_INVALID'],
    [
      'an end before the beginning',
      { authorisation: { from: '2026-02-01', until: '2026-01-01' } },
      'authorisation.until',
      'ENDS_BEFORE_IT_BEGINS',
    ],
    [
      'a date that is none',
      { authorisation: { from: '2026-02-30', until: '2027-01-01' } },
      'authorisation.from',
      'INVALID_FORMAT',
    ],
    ['no phone', { contact: { ...CONTACT, phone: 'call me' } }, 'contact.phone', 'PHONE_MALFORMED'],
    ['an unknown member', { parent: 'none' }, 'parent', 'UNKNOWN_MEMBER'],
  ])('refuses %s', async (_name, more, path, code) => {
    const response = await admin.post('/api/v1/resellers').send({ ...BODY, ...more });
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ errors: [{ path, code }] });
  });

  it.each(['adminA', 'agentA', 'reviewer1', 'senior', 'auditor'] as const)('is not for %s', async (name) => {
    expect((await (await as(name)).post('/api/v1/resellers').send(BODY)).status).toBe(403);
  });

  it('needs credentials', async () => {
    expect((await request(app).post('/api/v1/resellers').send(BODY)).status).toBe(401);
  });
});

describe('GET /resellers', () => {
  it('lists by status for staff', async () => {
    const { items } = resellerList.parse((await (await as('auditor')).get('/api/v1/resellers?status=active')).body);
    expect(items.map((item) => item.id)).toEqual(expect.arrayContaining([seeded.a.id, seeded.b.id]));
    expect((await (await as('adminA')).get('/api/v1/resellers')).status).toBe(403);
    expect((await (await as('auditor')).get('/api/v1/resellers?status=asleep')).status).toBe(422);
  });

  it('shows a reseller itself, and no other', async () => {
    const own = await as('agentA');
    expect((await own.get(`/api/v1/resellers/${seeded.a.id}`)).body).toMatchObject({ id: seeded.a.id });
    expect((await own.get(`/api/v1/resellers/${seeded.b.id}`)).status).toBe(404);
    expect((await own.patch(`/api/v1/resellers/${seeded.b.id}`).send({})).status).toBe(404);
    expect((await own.patch(`/api/v1/resellers/${seeded.a.id}`).send({})).status).toBe(403);
    expect((await admin.get(`/api/v1/resellers/${'0'.repeat(24)}`)).status).toBe(404);
  });
});

describe('PATCH /resellers/{id}', () => {
  it('merges: what is not named stays, null removes', async () => {
    const { id } = await create('91500112MA5RNE3W56');
    const phone = await patch(id, { contact: { phone: '13900000009' } });
    expect(phone.body).toMatchObject({ version: 2, contact: { ...CONTACT, phone: '13900000009' } });
    const limits = await patch(id, { limits: { maxOpenReservations: 7 }, authorisation: { until: '2028-12-31' } });
    expect(limits.body).toMatchObject({
      limits: { maxOpenReservations: 7 },
      authorisation: { from: '2026-01-01', until: '2028-12-31', provinces: ['北京市'] },
    });
    const removed = await patch(id, { limits: { maxOpenReservations: null }, authorisation: { provinces: null } });
    expect(removed.body).toMatchObject({ limits: { maxOpenReservations: null }, authorisation: { provinces: null } });
    const events = await eventModel(context.deps.db).find({ 'subjects.id': id }).sort({ _id: 1 }).lean();
    expect(events.map((event) => event.version)).toEqual([1, 2, 3, 4]);
    expect(events[1]?.after).toMatchObject({ contactChanged: true });
    expect(JSON.stringify(events)).not.toContain('13900000009');
  });

  it('judges what remains after the merge', async () => {
    const response = await patch(seeded.b.id, { authorisation: { until: '2020-01-01' } });
    expect(response.body).toMatchObject({ status: 422, errors: [{ path: 'authorisation.until' }] });
    expect((await patch(seeded.b.id, { name: null })).status).toBe(422);
    expect((await patch(seeded.b.id, { uscc: '91110105MA0000015F' })).status).toBe(422);
  });

  it('refuses a stale version, and takes the present one', async () => {
    const { id } = await create('52500000MA5RNE3W3F');
    const url = `/api/v1/resellers/${id}`;
    const tag = (await admin.get(url)).headers['etag'] ?? '';
    expect((await admin.patch(url).set('If-Match', tag).send({ name: '改名代理有限公司' })).status).toBe(200);
    const stale = await admin.patch(url).set('If-Match', tag).send({ name: '又改名有限公司' });
    expect(stale.body).toMatchObject({ status: 412, code: 'STALE' });
    const fresh = await admin.patch(url).set('If-Match', '"2"').send({ name: '又改名有限公司' });
    expect(fresh.headers['etag']).toBe('"3"');
  });

  it('of two at once on one version, one wins', async () => {
    const { id } = await create('92500112MA5RNE3W40');
    const url = `/api/v1/resellers/${id}`;
    const both = await Promise.all(
      ['一', '二'].map((name) =>
        admin
          .patch(url)
          .set('If-Match', '"1"')
          .send({ name: `样例${name}公司` }),
      ),
    );
    const statuses = both.map((response) => response.status).sort();
    expect(statuses[0]).toBe(200);
    expect([409, 412]).toContain(statuses[1]);
  });
});

describe('status', () => {
  it('moves only as the table says', () => {
    const allowed = RESELLER_STATUSES.flatMap((from) =>
      RESELLER_STATUSES.filter((to) => from !== to && mayBecome(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(allowed).toEqual([
      'active → suspended',
      'active → exiting',
      'suspended → active',
      'suspended → exiting',
      'exiting → active',
      'exiting → closed',
    ]);
  });

  it('a refused move names where it stands and where it may go', async () => {
    const response = await patch(seeded.b.id, { status: 'closed' });
    expect(response.body).toMatchObject({
      status: 409,
      code: 'WRONG_STATE',
      from: 'active',
      allowed: ['suspended', 'exiting'],
    });
  });

  it('suspended: no new business, but its people still read; closed: no new keys either', async () => {
    const { deps } = context;
    const id = seeded.a.id;
    await expect(requireActiveReseller(deps, id, '2026-11-23')).resolves.toMatchObject({ id });
    expect((await patch(id, { status: 'suspended' })).status).toBe(200);
    await expect(requireActiveReseller(deps, id, '2026-11-23')).rejects.toMatchObject({ code: 'RESELLER_NOT_ACTIVE' });
    const own = await as('adminA');
    expect((await own.get(`/api/v1/resellers/${id}`)).body).toMatchObject({ status: 'suspended' });
    expect((await own.post('/api/v1/api-keys').send({ name: 'k' })).status).toBe(201);
    await patch(id, { status: 'exiting' });
    await patch(id, { status: 'closed' });
    expect((await own.get(`/api/v1/resellers/${id}`)).status).toBe(200);
    expect((await own.post('/api/v1/api-keys').send({ name: 'k' })).body).toMatchObject({
      code: 'RESELLER_NOT_ACTIVE',
    });
    expect((await patch(id, { status: 'active' })).status).toBe(409);
  });

  it('keeps the reason of a change, and is found by a part of its name', async () => {
    const { id } = await create('91330106MA2XK7QT16');
    await patch(id, { name: '理由代理（样本）有限公司', status: 'suspended', reason: '资料待核' });
    const event = await eventModel(context.deps.db)
      .findOne({ 'subjects.id': id, type: 'reseller.status_changed' })
      .lean();
    expect(event).toMatchObject({ reason: '资料待核', before: { status: 'active' }, after: { status: 'suspended' } });
    expect(event?.after).not.toHaveProperty('reason');
    const found = async (name: string) =>
      resellerList.parse((await admin.get('/api/v1/resellers').query({ name })).body).items.map((item) => item.id);
    expect(await found('代理（样本）')).toEqual([id]);
    expect(await found('91330106ma2xk7qt16')).toEqual([id]);
    expect(await found('.*')).toEqual([]);
  });

  it('is closed only when no number depends on it any more', async () => {
    const { id } = await create('91330106MA2XK7QT29');
    await createBlock(context.deps, seeded.carrierAdmin.principal, {
      from: '4008880000',
      to: '4008880003',
      carrier: 'CT',
    });
    const numbers = numberModel(context.deps.db);
    await numbers.updateOne({ _id: '4008880000' }, { $set: { status: 'suspended', resellerId: id } });
    await numbers.updateOne({ _id: '4008880001' }, { $set: { status: 'quarantined', resellerId: id } });
    await patch(id, { status: 'exiting' });
    const refused = await patch(id, { status: 'closed' });
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'RESELLER_HAS_NUMBERS', count: 1 }]);
    await numbers.updateOne({ _id: '4008880000' }, { $set: { resellerId: seeded.b.id } });
    expect((await patch(id, { status: 'closed' })).status).toBe(200);
  });

  it('an authorisation holds from its first to its last day', async () => {
    const { id } = await create('N2450123MF3JD08P4N');
    const { deps } = context;
    for (const [day, active] of [
      ['2025-12-31', false],
      ['2026-01-01', true],
      ['2027-12-31', true],
      ['2028-01-01', false],
    ] as const) {
      const asked = requireActiveReseller(deps, id, day).then(
        () => true,
        () => false,
      );
      expect(await asked, day).toBe(active);
    }
    const reseller = await requireActiveReseller(deps, id, '2026-06-01');
    expect([isAuthorisedIn(reseller, '北京市'), isAuthorisedIn(reseller, '上海市')]).toEqual([true, false]);
    expect(await resellerNames(deps, [id, 'nonsense', id])).toEqual(new Map([[id, BODY.name]]));
    await expect(requireActiveReseller(deps, 'nonsense', '2026-06-01')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
