import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { applicationModel } from '../../src/applications/application-model.js';
import { addWorkingMinutes } from '../../src/domain/business-calendar.js';
import { calendarOverrides } from '../../src/operations/calendar-queries.js';
import { planImport } from '../../src/operations/plan-import.js';
import { taskModel } from '../../src/operations/task-model.js';
import { watchCalendar } from '../../src/operations/watch-calendar.js';
import { SYSTEM } from '../../src/events/record-event.js';
import { createBlock } from '../../src/registry/create-block.js';
import { numberModel } from '../../src/registry/number-model.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { seedUsers, signIn, type Agent, type Seeded } from '../support/seed.js';
import { registerRow, registerSheet } from './register-file.js';

const ROOT = join(import.meta.dirname, '../..');
let context: TestContext;
let app: Express;
let cast: Seeded;
let reviewer: Agent;
let admin: Agent;

beforeAll(async () => {
  context = await createTestContext({ env: { MODE: 'agency', CARRIERS: 'CT' } });
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  reviewer = await signIn(context.deps, app, cast.reviewer1);
  admin = await signIn(context.deps, app, cast.carrierAdmin);
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880000', to: '4008880009', carrier: 'CT' });
}, 60_000);
afterAll(() => context.close());

/** An application that compliance has approved: only the counter is missing. */
async function approved(...numbers: string[]): Promise<string> {
  const agent = await signIn(context.deps, app, cast.agentA);
  for (const number of numbers) await agent.post('/api/v1/reservations').send({ number, subscriber: { name: '样本' } });
  const created = await agent.post('/api/v1/applications').send({ numbers, ...fixtureDossier('clean').declared });
  const { id } = created.body as { id: string };
  await applicationModel(context.deps.db).updateOne({ _id: id }, { $set: { status: 'approved' } });
  await numberModel(context.deps.db).updateMany({ _id: { $in: numbers } }, { $set: { status: 'assigned' } });
  return id;
}

describe('an agency', () => {
  it('has no counter of its own, and calls reviewers compliance', async () => {
    const id = await approved('4008880005');
    expect((await reviewer.post(`/api/v1/applications/${id}/carrier-acceptance`).send({})).status).toBe(404);
    expect((await reviewer.get('/api/v1/me')).body).toMatchObject({
      roleTitle: { zh: '合规审核员' },
      installation: { mode: 'agency', carriers: ['CT'] },
    });
  });

  it('takes acceptances from the carrier’s file, row by row', async () => {
    const id = await approved('4008880001', '4008880002');
    const rows = [
      '400号码,受理单号,营业厅,受理员,受理日期',
      '400-888-0001,A-1,样本营业厅,样本员,2026-11-23',
      '400-888-0002,A-1,样本营业厅,样本员,2026-11-23',
      '400-888-0005,A-1,样本营业厅,样本员,2026-11-23',
      '400-888-0009,A-2,样本营业厅,样本员,2026-11-23',
      '400-888-0005,A-3,样本营业厅,样本员,2026-11-24',
      '12345,A-4,样本营业厅,样本员,2026-11-23',
      '400-888-0005,,样本营业厅,样本员,2026-11-23',
    ];
    const answer = await reviewer
      .post('/api/v1/acceptances/imports')
      .attach('file', Buffer.from(rows.join('\n')), 'a.csv');
    expect(answer.status, answer.text).toBe(200);
    const body = answer.body as { accepted: number; refused: number; rows: { row: number; code: string | null }[] };
    expect(body).toMatchObject({ accepted: 2, refused: 5 });
    expect(body.rows.map(({ row, code }) => [row, code])).toEqual([
      [2, null],
      [3, null],
      [4, 'ACCEPTANCE_NUMBER_TAKEN'],
      [5, 'NOT_FOUND'],
      [6, 'VALIDATION_FAILED'],
      [7, 'NUMBER_MALFORMED'],
      [8, 'VALIDATION_FAILED'],
    ]);
    expect(await applicationModel(context.deps.db).findById(id).lean()).toMatchObject({ status: 'activated' });
    const works = await numberModel(context.deps.db).distinct('_id', { status: 'working' });
    expect(works).toEqual(['4008880001', '4008880002']);
  });
});

describe('the console of an agency', () => {
  it('records the same file by a command, and says what is wrong with which row', async () => {
    await approved('4008880003');
    const folder = await mkdtemp(join(tmpdir(), 'registry-400-accept-'));
    const file = join(folder, 'a.csv');
    const head = '400号码,受理单号,营业厅,受理员,受理日期';
    const rows = ['400-888-0003,C-1,样本营业厅,样本员,2026-11-23', '400-888-0009,C-2,样本营业厅,样本员,2026-11-23'];
    await writeFile(file, [head, ...rows].join('\n'));
    const { MONGODB_URI, REDIS_URL, UPLOADS_DIR, MASTER_KEY } = context.deps.config;
    const env = { PATH: process.env['PATH'], NODE_ENV: 'test', MODE: 'agency', CARRIERS: 'CT', MONGODB_URI, REDIS_URL };
    const ops = spawnSync(process.execPath, ['--import', 'tsx', join(ROOT, 'src/cli/ops.ts'), 'accept', file], {
      cwd: ROOT,
      env: { ...env, UPLOADS_DIR, MASTER_KEY },
      encoding: 'utf8',
    });
    await rm(folder, { recursive: true });
    expect(ops.stdout, ops.stderr).toContain('第 3 行 / row 3');
    expect(ops.stdout).toContain('(NOT_FOUND)');
    expect(ops.stdout).toContain('已受理 / accepted: 1，未受理 / refused: 1');
    expect(ops.status).toBe(1);
    expect(ops.stdout + ops.stderr).not.toContain('样本员');
    expect(await numberModel(context.deps.db).findById('4008880003').lean()).toMatchObject({ status: 'working' });
  }, 60_000);
});

describe('CARRIERS', () => {
  it('bounds blocks and imports', async () => {
    const block = await admin
      .post('/api/v1/numbers/blocks')
      .send({ from: '4001230000', to: '4001230009', carrier: 'CM' });
    expect([block.status, (block.body as { errors: { code: string }[] }).errors[0]?.code]).toEqual([
      422,
      'CARRIER_NOT_SERVED',
    ]);
    const bytes = await registerSheet([registerRow(0), registerRow(1, { 号码: '400-123-0001' })]);
    const planned = await planImport(context.deps, { bytes, author: SYSTEM, reason: '样本' });
    expect(planned).toMatchObject({ accepted: 1, refused: 1, issues: { CARRIER_NOT_SERVED: 1 } });
  });

  it('bounds the queue', async () => {
    const id = await approved('4008880007');

    await applicationModel(context.deps.db).updateOne({ _id: id }, { $set: { status: 'in_review', carrier: 'CU' } });
    const queue = await reviewer.get('/api/v1/review/queue');
    expect((queue.body as { items: { id: string }[] }).items.map((item) => item.id)).not.toContain(id);
    await applicationModel(context.deps.db).updateOne({ _id: id }, { $set: { status: 'in_review', carrier: 'CT' } });
    const again = await reviewer.get('/api/v1/review/queue');
    expect((again.body as { items: { id: string }[] }).items.map((item) => item.id)).toContain(id);
  });
});

describe('the calendar', () => {
  it('follows days set by hand', async () => {
    const zone = context.deps.config.TZ_BUSINESS;
    const monday = new Date('2026-11-23T09:00:00Z'); // 17:00
    const reckon = async () =>
      addWorkingMinutes(monday, 120, zone, await calendarOverrides(context.deps)).toISOString();
    expect(await reckon()).toBe('2026-11-24T02:00:00.000Z');
    const set = await admin.post('/api/v1/calendar/days').send({ date: '2026-11-24', kind: 'holiday', name: '样本日' });
    expect(set.body).toMatchObject({ year: 2026, covered: true, days: [{ date: '2026-11-24', kind: 'holiday' }] });
    expect(await reckon()).toBe('2026-11-25T02:00:00.000Z');
    expect((await admin.delete('/api/v1/calendar/days/2026-11-24')).status).toBe(204);
    expect(await reckon()).toBe('2026-11-24T02:00:00.000Z');
  });

  it('asks for next year’s days once when nobody has them by December', async () => {
    const { deps } = context;
    const tasks = () => taskModel(deps.db).countDocuments({ kind: 'calendar_missing' });
    deps.clock.set(new Date('2090-11-20T04:00:00Z'));
    await watchCalendar(deps);
    expect(await tasks()).toBe(0);
    deps.clock.set(new Date('2090-12-02T04:00:00Z'));
    await watchCalendar(deps);
    await watchCalendar(deps);
    expect(await tasks()).toBe(1);
  });
});
