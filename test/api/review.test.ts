import type { Express } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { applicationModel, type ApplicationRow } from '../../src/applications/application-model.js';
import { eventModel } from '../../src/events/event-model.js';
import { createBlock } from '../../src/registry/create-block.js';
import { numberModel } from '../../src/registry/number-model.js';
import { runSweep, SWEEPS } from '../../workers/sweeps/sweeps.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { seedUsers, signIn, type Agent, type Seeded } from '../support/seed.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let context: TestContext;
let app: Express;
let cast: Seeded;
let reseller: Agent;
let first: Agent;
let second: Agent;
let senior: Agent;
let next = 4008880100;

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  const as = (name: 'agentA' | 'reviewer1' | 'reviewer2' | 'senior') => signIn(context.deps, app, cast[name]);
  [reseller, first, second, senior] = [
    await as('agentA'),
    await as('reviewer1'),
    await as('reviewer2'),
    await as('senior'),
  ];
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880100', to: '4008880199', carrier: 'CT' });
}, 60_000);
afterAll(() => context.close());
beforeEach(() => context.deps.clock.set(TEST_NOW));

interface Case {
  readonly id: string;
  readonly number: string;
}

async function draft(): Promise<Case> {
  const number = String(next++);
  expect((await reseller.post('/api/v1/reservations').send({ number, subscriber: { name: '样本' } })).status).toBe(201);
  const created = await reseller
    .post('/api/v1/applications')
    .send({ numbers: [number], ...fixtureDossier('clean').declared });
  return { id: (created.body as { id: string }).id, number };
}

/** A submitted application without documents: what is failing is contested, so a person must look. */
async function submitted(): Promise<Case> {
  const made = await draft();
  const { checks } = (await reseller.post(`/api/v1/applications/${made.id}/evaluation`)).body as {
    checks: { code: string; status: string }[];
  };
  const codes = [...new Set(checks.filter((check) => check.status === 'fail').map((check) => check.code))];
  const answer = await reseller
    .post(`/api/v1/applications/${made.id}/submit`)
    .send({ contest: codes.map((checkCode) => ({ checkCode, reason: '样本' })) });
  expect([answer.status, (answer.body as { status: string }).status], answer.text).toEqual([200, 'in_review']);
  return made;
}

const claim = (agent: Agent, { id }: Case) => agent.post('/api/v1/review/claims').send({ applicationId: id });
const decide = (agent: Agent, { id }: Case, body: object) =>
  agent.post(`/api/v1/applications/${id}/decisions`).send(body);
const row = async ({ id }: Case) => applicationModel(context.deps.db).findById(id).orFail().lean<ApplicationRow>();
const statusOf = async ({ number }: Case) =>
  (await numberModel(context.deps.db).findById(number).orFail().lean()).status;
const code = (answer: { body: unknown }) => (answer.body as { code?: string }).code;

async function approvedTwice(made: Case): Promise<void> {
  await claim(first, made);
  const override = ((await row(made)).evaluation?.failing ?? []).map((checkCode) => ({
    checkCode,
    reason: '已核对原件',
  }));
  expect((await decide(first, made, { outcome: 'approve', override })).status).toBe(202);
  await claim(second, made);
  expect((await decide(second, made, { outcome: 'approve' })).status).toBe(200);
}

describe('claims', () => {
  it('are exclusive, renewed by their holder, and free again when their time is over', async () => {
    const made = await submitted();
    expect((await claim(first, made)).status).toBe(201);
    expect((await claim(first, made)).status).toBe(200);
    expect(code(await claim(second, made))).toBe('CLAIMED');
    context.deps.clock.advance(31 * MINUTE);
    expect(code(await decide(first, made, { outcome: 'reject', reasons: ['BLURRED'] }))).toBe('NOT_CLAIMED');
    expect((await claim(second, made)).status).toBe(201);
    expect(code(await first.delete(`/api/v1/review/claims/${made.id}`))).toBe('NOT_CLAIMED');
    expect((await second.delete(`/api/v1/review/claims/${made.id}`)).status).toBe(204);
  });

  it('take the oldest due first, each case once, and 204 when nothing is left', async () => {
    await applicationModel(context.deps.db).updateMany({ status: 'in_review' }, { $set: { status: 'withdrawn' } });
    const earlier = await submitted();
    context.deps.clock.advance(MINUTE);
    const later = await submitted();
    const answers = await Promise.all(
      [first, second, senior].map((agent) => agent.post('/api/v1/review/claims').send({})),
    );
    const claimed = answers.map((answer) => (answer.body as { id?: string }).id);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 201, 204]);
    expect(claimed.filter((id) => id !== undefined).sort()).toEqual([earlier.id, later.id].sort());
  });
});

describe('decisions', () => {
  it('need an override for what fails, then a second person, then the carrier', async () => {
    const made = await submitted();
    await claim(first, made);
    expect(code(await decide(first, made, { outcome: 'approve' }))).toBe('OPEN_FAILURES');
    await approvedTwice(made);
    expect([(await row(made)).status, await statusOf(made)]).toEqual(['approved', 'assigned']);
    const acceptance = { acceptanceNumber: 'SL-1', counter: '样例营业厅', staff: '受理员', acceptedOn: '2026-11-23' };
    const accept = (body: object) => first.post(`/api/v1/applications/${made.id}/carrier-acceptance`).send(body);
    expect((await accept({ ...acceptance, acceptedOn: '2026-11-24' })).status).toBe(422);
    expect((await accept(acceptance)).status).toBe(201);
    expect(await statusOf(made)).toBe('working');
    expect(
      await eventModel(context.deps.db).countDocuments({ type: 'number.activated', 'subjects.id': made.number }),
    ).toBe(1);

    const other = await submitted();
    await approvedTwice(other);
    const taken = await first.post(`/api/v1/applications/${other.id}/carrier-acceptance`).send(acceptance);
    expect([code(taken), await statusOf(other)]).toEqual(['ACCEPTANCE_NUMBER_TAKEN', 'assigned']);
  });

  it('are taken back within ten seconds, not later, and not by others', async () => {
    const made = await submitted();
    await claim(first, made);
    await decide(first, made, { outcome: 'reject', reasons: ['BLURRED'] });
    expect([(await row(made)).status, await statusOf(made)]).toEqual(['rejected', 'spare']);
    expect(code(await second.delete(`/api/v1/applications/${made.id}/decisions/latest`))).toBe('UNDO_EXPIRED');
    expect((await first.delete(`/api/v1/applications/${made.id}/decisions/latest`)).body).toMatchObject({
      status: 'in_review',
      decision: null,
    });
    expect(await statusOf(made)).toBe('pending');
    await decide(first, made, { outcome: 'reject', reasons: ['BLURRED'] });
    context.deps.clock.advance(11_000);
    expect(code(await first.delete(`/api/v1/applications/${made.id}/decisions/latest`))).toBe('UNDO_EXPIRED');
  });

  it('stay when somebody took the number before the undo', async () => {
    const made = await submitted();
    await claim(first, made);
    await decide(first, made, { outcome: 'reject', reasons: ['BLURRED'] });
    await reseller.post('/api/v1/reservations').send({ number: made.number, subscriber: { name: '样本' } });
    expect(code(await first.delete(`/api/v1/applications/${made.id}/decisions/latest`))).toBe('NUMBER_NOT_SPARE');
    expect((await row(made)).status).toBe('rejected');
  });

  it('are not taken back once the applicant has acted', async () => {
    const made = await submitted();
    await claim(first, made);
    await decide(first, made, { outcome: 'request_information', reasons: ['PURPOSE_UNCLEAR'] });
    expect((await reseller.post(`/api/v1/applications/${made.id}/withdraw`).send({})).status).toBe(200);
    expect(code(await first.delete(`/api/v1/applications/${made.id}/decisions/latest`))).toBe('UNDO_EXPIRED');
    expect([(await row(made)).status, await statusOf(made)]).toEqual(['withdrawn', 'spare']);
  });

  it('forget the overrides of an approval that was taken back', async () => {
    const made = await submitted();
    await claim(first, made);
    const override = ((await row(made)).evaluation?.failing ?? []).map((checkCode) => ({ checkCode, reason: '样本' }));
    expect((await decide(first, made, { outcome: 'approve', override })).status).toBe(202);
    await first.delete(`/api/v1/applications/${made.id}/decisions/latest`);
    expect(code(await decide(first, made, { outcome: 'approve' }))).toBe('OPEN_FAILURES');
  });

  it('show nothing of first approvals or fraud reasons in a number’s history or in requests', async () => {
    const made = await submitted();
    await approvedTwice(made);
    const history = await reseller.get(`/api/v1/numbers/${made.number}/history`);
    expect([history.status, history.text.includes('number.reserved')]).toEqual([200, true]);
    expect(history.text).not.toMatch(/approve|second|override/);
    const other = await submitted();
    await claim(first, other);
    await decide(first, other, { outcome: 'request_information', reasons: ['DOCUMENT_REUSED'] });
    expect((await reseller.get(`/api/v1/applications/${other.id}`)).text).not.toContain('DOCUMENT_REUSED');
  });

  it('say nothing of a fraud signal to the applicant', async () => {
    const made = await submitted();
    await claim(first, made);
    await decide(first, made, { outcome: 'reject', reasons: ['BLOCKLISTED'], note: '与其他主体关联' });
    const seen = (await reseller.get(`/api/v1/applications/${made.id}`)).body as {
      decision: { reasons: string[]; appeal: string | null };
      review: unknown;
    };
    expect(seen.decision.reasons).toEqual(['OTHER']);
    expect(seen.decision.appeal).toContain('申诉');
    expect(JSON.stringify(seen)).not.toMatch(/BLOCKLISTED|关联/);
  });

  it('ask for information: only what was asked changes, and the rest stays as it was', async () => {
    const made = await submitted();
    await claim(first, made);
    expect((await decide(first, made, { outcome: 'request_information' })).status).toBe(422);
    const asked = await decide(first, made, {
      outcome: 'request_information',
      reasons: ['PURPOSE_UNCLEAR'],
      noteToApplicant: '请写明用途',
    });
    expect(asked.body).toMatchObject({
      status: 'action_required',
      requests: [{ reason: 'PURPOSE_UNCLEAR' }],
      decision: { noteToApplicant: '请写明用途' },
    });
    const patch = (body: object) => reseller.patch(`/api/v1/applications/${made.id}`).send(body);
    expect(code(await patch({ entity: { name: '别的公司' } }))).toBe('NOT_REQUESTED');
    expect((await patch({ purpose: '售后服务热线' })).body).toMatchObject({
      purpose: '售后服务热线',
      status: 'action_required',
    });
    expect(code(await patch({ entity: null }))).toBe('NOT_REQUESTED');
    expect(await statusOf(made)).toBe('pending');
  });

  it('are rescinded by a senior reviewer before acceptance', async () => {
    const made = await submitted();
    await approvedTwice(made);
    expect(
      (await first.post(`/api/v1/applications/${made.id}/decisions/rescind`).send({ reason: '样本' })).status,
    ).toBe(403);
    expect(
      (await senior.post(`/api/v1/applications/${made.id}/decisions/rescind`).send({ reason: '样本' })).body,
    ).toMatchObject({ status: 'in_review' });
    expect(await statusOf(made)).toBe('pending');
  });

  it('of two at once leave one', async () => {
    const made = await submitted();
    await claim(first, made);
    const answers = await Promise.all(
      [1, 2, 3].map(() => decide(first, made, { outcome: 'reject', reasons: ['BLURRED'] })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
    expect((await row(made)).decisions).toHaveLength(1);
  });
});

describe('what a reviewer adds', () => {
  it('parks a case: out of the queue, the due time moves on, back when the time has come', async () => {
    const made = await submitted();
    await claim(first, made);
    const due = (await row(made)).dueAt;
    const until = new Date(TEST_NOW.getTime() + DAY).toISOString();
    expect((await first.post(`/api/v1/applications/${made.id}/park`).send({ until, note: '下午再打' })).status).toBe(
      200,
    );
    expect((await row(made)).dueAt?.getTime()).toBeGreaterThan(due?.getTime() ?? Infinity);
    const queued = async () =>
      ((await first.get('/api/v1/review/queue?limit=100')).body as { items: { id: string }[] }).items.map(
        (item) => item.id,
      );
    expect(await queued()).not.toContain(made.id);
    context.deps.clock.advance(DAY + MINUTE);
    expect(await queued()).toContain(made.id);
  });

  it('keeps human checks among the checks, their notes from the applicant', async () => {
    const made = await submitted();
    await claim(first, made);
    const body = { code: 'source.manual', status: 'pass', note: '官网查询：存续' };
    expect((await first.post(`/api/v1/applications/${made.id}/human-checks`).send(body)).status).toBe(201);
    const checksFor = async (agent: Agent) =>
      (
        (await agent.get(`/api/v1/applications/${made.id}/checks`)).body as {
          items: { code: string; status: string; evidence: unknown[] }[];
        }
      ).items.find((check) => check.code === 'source.manual');
    expect(await checksFor(first)).toMatchObject({ status: 'pass', evidence: [{ read: '官网查询：存续' }] });
    expect(await checksFor(reseller)).toMatchObject({ status: 'pass', evidence: [] });
  });
});

describe('around a case', () => {
  it('comments need no claim and stay among reviewers', async () => {
    const made = await submitted();
    const said = await second.post(`/api/v1/applications/${made.id}/comments`).send({ text: '样本：与上月同址' });
    expect(said.status, said.text).toBe(201);
    const seen = await first.get(`/api/v1/applications/${made.id}`);
    expect((seen.body as { review: { comments: unknown[] } }).review.comments).toMatchObject([
      { by: cast.reviewer2.id, text: '样本：与上月同址' },
    ]);
    expect((await row(made)).comments?.[0]?.text).not.toContain('样本');
    expect((await reseller.get(`/api/v1/applications/${made.id}`)).text).not.toContain('上月同址');
  });

  it('tells who has it, what changed since it was sent back, and which dossiers it is tied to', async () => {
    const [other, made] = [await submitted(), await submitted()];
    await claim(first, made);
    const around = async () => (await second.get(`/api/v1/review/cases/${made.id}`)).body as Record<string, unknown>;
    expect(await around()).toMatchObject({ staff: { [cast.reviewer1.id]: cast.reviewer1.staffNumber }, since: null });
    const { related } = (await around()) as { related: { id: string; shares: string[] }[] };
    expect(related.find(({ id }) => id === other.id)?.shares).toEqual(['person', 'entity']);
    await decide(first, made, { outcome: 'request_information', reasons: ['PURPOSE_UNCLEAR'] });
    context.deps.clock.advance(MINUTE);
    await reseller.patch(`/api/v1/applications/${made.id}`).send({ purpose: '样本：售后热线' });
    expect(await around()).toMatchObject({ since: { members: ['purpose'], documents: [] } });
    expect((await reseller.get(`/api/v1/review/cases/${made.id}`)).status).toBe(403);
  });

  it('the queue shows what is free, mine, or put aside', async () => {
    const [mine, aside] = [await submitted(), await submitted()];
    await claim(first, mine);
    await claim(first, aside);
    const until = new Date(TEST_NOW.getTime() + DAY).toISOString();
    await first.post(`/api/v1/applications/${aside.id}/park`).send({ until });
    const listed = async (view: string) =>
      ((await first.get(`/api/v1/review/queue?view=${view}&limit=100`)).body as { items: { id: string }[] }).items.map(
        ({ id }) => id,
      );
    expect(await listed('mine')).toContain(mine.id);
    expect(await listed('free')).not.toContain(mine.id);
    expect(await listed('parked')).toContain(aside.id);
    expect(await listed('parked')).not.toContain(mine.id);
    expect(await listed('open')).not.toContain(aside.id);
  });
});

describe('time', () => {
  const sweepAll = async () => {
    for (const name of Object.keys(SWEEPS)) await runSweep(context.deps, name);
  };

  it('ends a reservation, and the draft that needed it; the reseller may not take the number again at once', async () => {
    const made = await draft();
    context.deps.clock.advance(15 * DAY + MINUTE);
    await sweepAll();
    await sweepAll();
    expect([(await row(made)).status, await statusOf(made)]).toEqual(['expired', 'spare']);
    const again = await (
      await signIn(context.deps, app, cast.agentA)
    )
      .post('/api/v1/reservations')
      .send({ number: made.number, subscriber: { name: '样本' } });
    expect(code(again)).toBe('RESERVATION_COOLING');
  });

  it('warns seven days before a deadline, once, and ends what nobody answers', async () => {
    const made = await submitted();
    await claim(first, made);
    await decide(first, made, { outcome: 'request_information', reasons: ['PURPOSE_UNCLEAR'] });
    context.deps.clock.advance(24 * DAY);
    await sweepAll();
    await sweepAll();
    expect(
      await eventModel(context.deps.db).countDocuments({ type: 'application.deadline_near', 'subjects.id': made.id }),
    ).toBe(1);
    context.deps.clock.advance(7 * DAY);
    await sweepAll();
    expect([(await row(made)).status, await statusOf(made)]).toEqual(['expired', 'spare']);
  });
});
