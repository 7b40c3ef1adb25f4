import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userModel } from '../../src/accounts/user-model.js';
import { createApp } from '../../src/app.js';
import { applicationModel } from '../../src/applications/application-model.js';
import { figuresReply } from '../../src/dashboards/dashboard-routes.js';
import { queueList } from '../../src/jobs/job-routes.js';
import { createBlock } from '../../src/registry/create-block.js';
import { QUEUES } from '../../src/jobs/jobs.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { seedUsers, signIn, type CastName, type Seeded } from '../support/seed.js';

let context: TestContext;
let app: Express;
let cast: Seeded;
const get = async (name: CastName, path: string) => (await signIn(context.deps, app, cast[name])).get(`/api/v1${path}`);

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880000', to: '4008880009', carrier: 'CT' });
  const agent = await signIn(context.deps, app, cast.agentA);
  for (const number of ['4008880000', '4008880001']) {
    await agent.post('/api/v1/reservations').send({ number, subscriber: { name: '样本' } });
    await agent.post('/api/v1/applications').send({ numbers: [number] });
  }
  const hoursAgo = (hours: number) => new Date(TEST_NOW.getTime() - hours * 3_600_000);
  const decision = { by: cast.reviewer1.id, outcome: 'reject', reasons: ['BLURRED'], overrides: [], undone: false };
  await applicationModel(context.deps.db).updateOne(
    { numbers: '4008880000' },
    {
      $set: {
        status: 'rejected',
        submittedAt: hoursAgo(30),
        dueAt: hoursAgo(10),
        decisions: [{ ...decision, note: null, noteToApplicant: null, at: hoursAgo(20) }] as never,
      },
    },
  );
  await applicationModel(context.deps.db).updateOne(
    { numbers: '4008880001' },
    { $set: { status: 'in_review', submittedAt: hoursAgo(5), dueAt: hoursAgo(1) } },
  );
});
afterAll(() => context.close());

describe('GET /dashboards/reviews', () => {
  it('tells how reviewing goes', async () => {
    const figures = figuresReply.parse((await get('senior', '/dashboards/reviews?days=7')).body);
    expect(figures).toMatchObject({
      from: '2026-11-17',
      until: '2026-11-23',
      firstPass: { decided: 1, passed: 0 },
      sla: { rounds: 1, inTime: 1, medianHours: 10, workingMinutes: context.deps.policy.reviewWorkingMinutes },
      reasons: [{ reason: 'BLURRED', count: 1 }],
      waiting: { total: 1, overdue: 1 },
    });
    expect(figures.days).toHaveLength(7);
  });

  it('keeps to the carriers of who asks', async () => {
    await userModel(context.deps.db).updateOne({ _id: cast.auditor.id }, { $set: { 'scope.carriers': ['CM'] } });
    const figures = figuresReply.parse((await get('auditor', '/dashboards/reviews')).body);
    expect([figures.waiting.total, figures.firstPass.decided]).toEqual([0, 0]);
  });

  it.each(['days=0', 'days=400', 'days=x'])('refuses %s', async (query) => {
    expect((await get('carrierAdmin', `/dashboards/reviews?${query}`)).status).toBe(422);
  });
});

describe('GET /jobs/queues', () => {
  it('tells what waits, for how long, and that nobody takes it', async () => {
    const { deps } = context;
    const before = new Date();
    await deps.jobs.readDocument('a'.repeat(24), 1, 5);
    await deps.jobs.readDocument('b'.repeat(24), 1, 1);
    await deps.jobs.evaluate('c'.repeat(24), 1);
    const { items } = queueList.parse((await get('carrierAdmin', '/jobs/queues')).body);
    expect(new Set(items.map(({ queue }) => queue))).toEqual(new Set(QUEUES));
    const documents = items.find(({ queue }) => queue === 'documents');
    expect(documents).toMatchObject({ waiting: 2, active: 0, failed: 0, paused: false, workers: 0 });
    expect(Date.parse(documents?.oldestWaiting ?? '')).toBeGreaterThanOrEqual(before.getTime() - 1_000);
    expect(items.find(({ queue }) => queue === 'sweeps')).toMatchObject({ waiting: 0, oldestWaiting: null });
  });
});
