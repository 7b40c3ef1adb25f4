import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { SYSTEM } from '../../src/events/record-event.js';
import { moveOperation } from '../../src/operations/move-operation.js';
import { planImport } from '../../src/operations/plan-import.js';
import { runOperation } from '../../src/operations/run-operation.js';
import { openHolds } from '../../src/registry/hold-queries.js';
import { runSweep } from '../../workers/sweeps/sweeps.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { Filing } from '../support/filing.js';
import { expectOneHolderThroughout } from '../support/holders.js';
import { expectSound } from '../support/replayed.js';
import { OWNED_USCC, seedUsers, signInAll, type Agent, type CastName, type Seeded } from '../support/seed.js';
import { registerRow, registerSheet } from './register-file.js';

/** What becomes of numbers that came in from an old register: they are fixed by ordinary applications, or stopped. */
const DAY = 86_400_000;
const CLEAN = fixtureDossier('clean').declared;
let context: TestContext;
let app: Express;
let cast: Seeded;
let agents: Record<CastName, Agent>;
let filing: Filing;

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  agents = await signInAll(context.deps, app, cast);
  filing = new Filing(context, agents);
  const own = { 单位名称: CLEAN.entity.name, 信用代码: OWNED_USCC };
  const rows = [10, 11, 12, 13].map((index) => registerRow(index, own));
  // Nobody knows which reseller looks after the last.
  const bytes = await registerSheet([...rows, registerRow(14, { ...own, 代理商: '' })]);
  const planned = await planImport(context.deps, { bytes, author: SYSTEM, reason: '样本' });
  await runOperation(context.deps, await moveOperation(context.deps, planned, 'running'));
}, 120_000);
afterAll(() => context.close());

const lookup = async (number: string) =>
  (await request(app).get(`/api/v1/lookup/${number}`)).body as {
    status: string;
    verified: { level: string; due: string };
  };

it('the public reads in so many words that nobody has verified them yet', async () => {
  expect(await lookup('4008100010')).toMatchObject({ status: 'working', verified: { level: 'legacy_unverified' } });
  const page = await request(app).get('/numbers/4008100010').set('Accept', 'text/html');
  expect(page.text).toContain('沿用旧登记，尚未核验');
});

it('a renewal by the reseller or the owner verifies a number, and it keeps its holder meanwhile', async () => {
  for (const [agent, number] of [
    [agents.agentA, '4008100010'],
    [agents.owner, '4008100014'],
  ] as const) {
    const { id } = await filing.open(agent, { kind: 'renewal', numbers: [number], ...CLEAN });
    await filing.submit(agent, id);
    await filing.approve(id);
    const accepted = await filing.accept(id);
    expect(accepted.status, accepted.text).toBe(201);
    expect(await lookup(number)).toMatchObject({
      status: 'working',
      verified: { level: 'document_checked', due: '2027-11-23' },
    });
    await expectSound(context.deps, number);
    expect(new Set(await expectOneHolderThroughout(context.deps, number))).toEqual(new Set([OWNED_USCC]));
  }
});

it('every other kind of application works on them too', async () => {
  const number = '4008100011';
  const { id: change } = await filing.open(agents.owner, { kind: 'change', numbers: [number], purpose: '售后热线' });
  await filing.submit(agents.owner, change);
  await filing.approve(change);
  expect((await filing.accept(change)).status).toBe(201);
  const moving = await filing.open(agents.owner, {
    kind: 'reseller_change',
    numbers: [number],
    toResellerId: cast.b.id,
  });
  await filing.submit(agents.owner, moving.id);
  for (const [agent, party] of [
    [agents.agentA, 'losing_reseller'],
    [agents.agentB, 'gaining_reseller'],
  ] as const)
    await agent.post(`/api/v1/applications/${moving.id}/consents`).send({ party, answer: 'given' });
  await filing.approve(moving.id);
  expect((await filing.accept(moving.id)).status).toBe(201);
  const { id: cancel } = await filing.open(agents.owner, { kind: 'cancel', numbers: [number] });
  await filing.submit(agents.owner, cancel);
  await filing.approve(cancel);
  expect((await filing.accept(cancel)).status).toBe(201);
  expect(await lookup(number)).toMatchObject({ status: 'disconnected' });
  await expectSound(context.deps, number);
});

it('one that no reseller looks after comes back, and finds a reseller without anybody’s leave', async () => {
  const number = '4008100014';
  const control = (path: string) =>
    agents.carrierAdmin.post(`/api/v1/numbers/${number}/${path}`).send({ reason: '样例' });
  expect((await control('disconnect')).status).toBe(200);
  expect((await control('return')).body).toMatchObject({ status: 'working' });
  const { id, consents } = await filing.open(agents.owner, {
    kind: 'reseller_change',
    numbers: [number],
    toResellerId: cast.b.id,
  });
  expect(consents.map(({ party }) => party)).toEqual(['gaining_reseller']);
  await filing.submit(agents.owner, id);
  await agents.agentB.post(`/api/v1/applications/${id}/consents`).send({ party: 'gaining_reseller', answer: 'given' });
  await filing.approve(id);
  expect((await filing.accept(id)).status).toBe(201);
  expect((await agents.agentB.get(`/api/v1/numbers/${number}`)).status).toBe(200);
  await expectSound(context.deps, number);
});

it('what nobody fixes in its time is warned of, then stopped, and works at once when it is fixed', async () => {
  const number = '4008100012';
  const { due } = (await lookup(number)).verified;
  const at = (days: number) => context.deps.clock.set(new Date(new Date(`${due}T02:00:00Z`).getTime() + days * DAY));
  at(30);
  await runSweep(context.deps, 'suspend-unverified');
  expect((await lookup(number)).status).toBe('working');
  at(31);
  await runSweep(context.deps, 'suspend-unverified');
  expect((await openHolds(context.deps, number)).map(({ kind }) => kind)).toEqual(['verification_overdue']);
  expect((await lookup(number)).status).toBe('suspended');
  const { id } = await filing.open(agents.owner, { kind: 'renewal', numbers: [number], ...CLEAN });
  await filing.submit(agents.owner, id);
  await filing.approve(id);
  expect((await filing.accept(id)).status).toBe(201);
  await runSweep(context.deps, 'lift-verified');
  expect((await lookup(number)).status).toBe('working');
  await expectSound(context.deps, number);
  context.deps.clock.set(TEST_NOW);
});
