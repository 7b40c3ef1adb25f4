import type { Express } from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { applicationModel, type ApplicationRow } from '../../src/applications/application-model.js';
import { allQuality, ownQuality } from '../../src/dashboards/quality-routes.js';
import { createBlock } from '../../src/registry/create-block.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { seedUsers, signInAll, type Agent, type CastName, type Seeded } from '../support/seed.js';

let context: TestContext;
let app: Express;
let cast: Seeded;
let agents: Record<CastName, Agent>;
let next = 4008880000;

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  agents = await signInAll(context.deps, app, cast);
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880000', to: '4008880019', carrier: 'CT' });
}, 60_000);
afterAll(() => context.close());

async function submitted(): Promise<string> {
  const number = String(next++);
  await agents.agentA.post('/api/v1/reservations').send({ number, subscriber: { name: '样本' } });
  const made = await agents.agentA
    .post('/api/v1/applications')
    .send({ numbers: [number], ...fixtureDossier('clean').declared });
  const { id } = made.body as { id: string };
  const { checks } = (await agents.agentA.post(`/api/v1/applications/${id}/evaluation`)).body as {
    checks: { code: string; status: string }[];
  };
  const codes = [...new Set(checks.filter(({ status }) => status === 'fail').map(({ code }) => code))];
  const contest = codes.map((checkCode) => ({ checkCode, reason: '样本' }));
  expect((await agents.agentA.post(`/api/v1/applications/${id}/submit`).send({ contest })).status).toBe(200);
  return id;
}

const row = async (id: string) => applicationModel(context.deps.db).findById(id).orFail().lean<ApplicationRow>();
const claim = (name: CastName, id: string) => agents[name].post('/api/v1/review/claims').send({ applicationId: id });
const decide = (name: CastName, id: string, body: object) =>
  agents[name].post(`/api/v1/applications/${id}/decisions`).send(body);

async function approveFirst(name: CastName, id: string): Promise<void> {
  const override = ((await row(id)).evaluation?.failing ?? []).map((checkCode) => ({
    checkCode,
    reason: '已核对原件',
  }));
  expect((await decide(name, id, { outcome: 'approve', override })).status).toBe(202);
}

async function own(name: CastName) {
  const answer = await agents[name].get('/api/v1/dashboards/reviewers/me?days=7');
  return ownQuality.parse(answer.body);
}

it('follow the decisions: time since the claim, refusals by the second, what a senior takes back', async () => {
  const refused = await submitted();
  await claim('reviewer1', refused);
  context.deps.clock.advance(30_000);
  // Renewing is not claiming anew.
  await claim('reviewer1', refused);
  context.deps.clock.advance(15_000);
  await approveFirst('reviewer1', refused);
  await claim('reviewer2', refused);
  await decide('reviewer2', refused, { outcome: 'reject', reasons: ['BLURRED'] });

  const rescinded = await submitted();
  await claim('reviewer1', rescinded);
  context.deps.clock.advance(15_000);
  await approveFirst('reviewer1', rescinded);
  await claim('reviewer2', rescinded);
  expect((await decide('reviewer2', rescinded, { outcome: 'approve' })).status).toBe(200);
  const rescind = await agents.senior
    .post(`/api/v1/applications/${rescinded}/decisions/rescind`)
    .send({ reason: '复核发现印章不符' });
  expect(rescind.status, rescind.text).toBe(200);

  const first = await own('reviewer1');
  expect(first.own).toMatchObject({ decided: 2, medianSeconds: 30, compared: 1, disagreed: 1, overturned: 1 });
  expect(first.team).toBeNull();
  expect((await own('reviewer2')).own).toMatchObject({ decided: 2, compared: 0, overturned: 1 });
});

it('show the middle of three to each, and nobody’s name', async () => {
  const id = await submitted();
  await claim('senior', id);
  await decide('senior', id, { outcome: 'reject', reasons: ['BLURRED'] });
  const answer = await agents.reviewer1.get('/api/v1/dashboards/reviewers/me?days=7');
  expect(ownQuality.parse(answer.body).team).toMatchObject({ reviewers: 3, decided: 2 });
  for (const other of ['reviewer2', 'senior'] as const) {
    expect(answer.text).not.toContain(cast[other].id);
    expect(answer.text).not.toContain(cast[other].staffNumber);
  }
});

it('show everybody’s to the carrier’s administrator and the auditor, to nobody else', async () => {
  const all = allQuality.parse((await agents.carrierAdmin.get('/api/v1/dashboards/reviewers')).body);
  expect(all.items.map(({ reviewer }) => reviewer.staff).sort()).toEqual(
    (['reviewer1', 'reviewer2', 'senior'] as const).map((name) => cast[name].staffNumber).sort(),
  );
  expect((await agents.auditor.get('/api/v1/dashboards/reviewers')).status).toBe(200);
  for (const name of ['reviewer1', 'senior', 'adminA'] as const)
    expect((await agents[name].get('/api/v1/dashboards/reviewers')).status).toBe(403);
  expect((await agents.carrierAdmin.get('/api/v1/dashboards/reviewers/me')).status).toBe(403);
});
