import type { Express } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { controlReply, holdsReply } from '../../src/registry/hold-schemas.js';
import { givenBlock, givenWorking } from '../lookup/number-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { seedUsers, signIn, type Agent, type Seeded } from '../support/seed.js';

let context: TestContext;
let app: Express;
let cast: Seeded;
let admin: Agent;
let number: string;
let next = 0;

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  admin = await signIn(context.deps, app, cast.carrierAdmin);
  await givenBlock(context.deps, '40001234');
});
afterAll(() => context.close());
beforeEach(async () => {
  next += 1;
  number = `40001234${String(next).padStart(2, '0')}`;
  await givenWorking(context.deps, number, cast.a.id);
});

const post = (act: string, body: object) => admin.post(`/api/v1/numbers/${number}/${act}`).send(body);

describe('POST /numbers/{number}/…', () => {
  it('suspend, reinstate, disconnect answer what is left', async () => {
    const suspended = await post('suspend', { kind: 'arrears', reason: '欠费', expectedRecovery: '2026-12-01' });
    expect(suspended.status).toBe(200);
    expect(controlReply.parse(suspended.body)).toMatchObject({ status: 'suspended', holds: [{ kind: 'arrears' }] });
    const reinstated = await post('reinstate', {});
    expect(controlReply.parse(reinstated.body)).toMatchObject({ status: 'working', holds: [] });
    const ended = await post('disconnect', { reason: '使用单位申请销户' });
    expect(controlReply.parse(ended.body)).toMatchObject({ status: 'disconnected', holds: [], holdId: null });
  });

  it('suspend without a kind is the carrier’s; several holds are listed, the most serious first', async () => {
    await post('suspend', { reason: '设备检修' });
    await post('suspend', { kind: 'fraud', reason: '核实中' });
    const listed = await admin.get(`/api/v1/numbers/${number}/holds`);
    expect(holdsReply.parse(listed.body).items.map((hold) => hold.kind)).toEqual(['fraud', 'carrier']);
    const unnamed = await post('reinstate', {});
    expect([unnamed.status, unnamed.body]).toMatchObject([
      422,
      {
        code: 'VALIDATION_FAILED',
        errors: [{ path: 'holdId', code: 'HOLD_ID_REQUIRED' }],
        holds: [{ kind: 'fraud' }, {}],
      },
    ]);
  });

  it.each([
    ['suspend', {}, 422],
    ['suspend', { reason: '样例', kind: 'whim' }, 422],
    ['suspend', { reason: '样例', expectedRecovery: 'soon' }, 422],
    ['suspend', { reason: '样例', until: '2026-12-01' }, 422],
    ['reinstate', { holdId: 'x' }, 422],
    ['disconnect', {}, 422],
    ['reinstate', {}, 409],
  ])('%s %j → %d', async (act, body, status) => {
    expect((await post(act, body)).status).toBe(status);
  });

  it('refuses a number that is not in service', async () => {
    const spare = '4000123499';
    for (const [act, body] of [
      ['suspend', { reason: '样例' }],
      ['disconnect', { reason: '样例' }],
    ] as const) {
      const answer = await admin.post(`/api/v1/numbers/${spare}/${act}`).send(body);
      expect([answer.status, answer.body]).toMatchObject([409, { code: 'NUMBER_NOT_WORKING' }]);
    }
  });

  it('is for the carrier’s administrator: its reseller gets 403, another reseller 404', async () => {
    const own = await signIn(context.deps, app, cast.adminA);
    const other = await signIn(context.deps, app, cast.adminB);
    const body = { reason: '样例' };
    expect((await own.post(`/api/v1/numbers/${number}/suspend`).send(body)).status).toBe(403);
    expect((await other.post(`/api/v1/numbers/${number}/suspend`).send(body)).status).toBe(404);
  });
});
