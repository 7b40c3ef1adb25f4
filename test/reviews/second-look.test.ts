import type { Express } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { applicationModel, type ApplicationRow } from '../../src/applications/application-model.js';
import { isChosen } from '../../src/applications/second-look.js';
import { DEFAULT_POLICY } from '../../src/checks/policy.js';
import { ownQuality } from '../../src/dashboards/quality-routes.js';
import { accessLogModel } from '../../src/documents/access-log-model.js';
import { eventModel } from '../../src/events/event-model.js';
import { taskModel } from '../../src/operations/task-model.js';
import { createBlock } from '../../src/registry/create-block.js';
import { queueReply } from '../../src/reviews/review-schemas.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { seedUsers, signInAll, type Agent, type CastName, type Seeded } from '../support/seed.js';

let context: TestContext;
let app: Express;
let cast: Seeded;
let agents: Record<CastName, Agent>;
let next = 4008880000;

beforeAll(async () => {
  // Everything that one person decides is looked at again.
  context = await createTestContext({ deps: { policy: { ...DEFAULT_POLICY, blindReviewShare: 1 } } });
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  agents = await signInAll(context.deps, app, cast);
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880000', to: '4008880099', carrier: 'CT' });
}, 60_000);
afterAll(() => context.close());
beforeEach(async () => {
  context.deps.clock.set(TEST_NOW);
  await applicationModel(context.deps.db).updateMany({}, { $unset: { secondLook: 1 } });
});

interface Case {
  readonly id: string;
  readonly number: string;
}
const code = (answer: { body: unknown }) => (answer.body as { code?: string }).code;
const row = async ({ id }: Case) => applicationModel(context.deps.db).findById(id).orFail().lean<ApplicationRow>();
const claim = (name: CastName, { id }: Case) => agents[name].post('/api/v1/review/claims').send({ applicationId: id });
const takeSecond = (name: CastName) => agents[name].post('/api/v1/review/claims').send({ lane: 'second_look' });
const decide = (name: CastName, { id }: Case, body: object) =>
  agents[name].post(`/api/v1/applications/${id}/decisions`).send(body);
const queue = async (name: CastName, query = '') =>
  queueReply.parse((await agents[name].get(`/api/v1/review/queue${query}`)).body);

async function submitted(): Promise<Case> {
  const number = String(next++);
  await agents.agentA.post('/api/v1/reservations').send({ number, subscriber: { name: '样本' } });
  const made = await agents.agentA
    .post('/api/v1/applications')
    .send({ numbers: [number], ...fixtureDossier('clean').declared });
  const { id } = made.body as { id: string };
  const { checks } = (await agents.agentA.post(`/api/v1/applications/${id}/evaluation`)).body as {
    checks: { code: string; status: string }[];
  };
  const codes = [...new Set(checks.filter(({ status }) => status === 'fail').map((check) => check.code))];
  const contest = codes.map((checkCode) => ({ checkCode, reason: '样本' }));
  expect((await agents.agentA.post(`/api/v1/applications/${id}/submit`).send({ contest })).status).toBe(200);
  return { id, number };
}

/** Rejected by the first reviewer, past the time to undo. */
async function rejected(): Promise<Case> {
  const made = await submitted();
  await claim('reviewer1', made);
  await agents.reviewer1.post(`/api/v1/applications/${made.id}/comments`).send({ text: '已核对，不通过' });
  await claim('reviewer1', made);
  const body = { outcome: 'reject', reasons: ['SEAL_MISSING'], note: '没有公章' };
  expect((await decide('reviewer1', made, body)).status).toBe(200);
  context.deps.clock.advance(11_000);
  return made;
}

/** Approved by one person: without papers that needs what fails not to be contested, as if it had passed. */
async function approvedByOne(): Promise<Case> {
  const made = await submitted();
  await applicationModel(context.deps.db).updateOne({ _id: made.id }, { $set: { contests: [] } });
  await claim('reviewer1', made);
  const override = ((await row(made)).evaluation?.failing ?? []).map((checkCode) => ({ checkCode, reason: '样本' }));
  expect((await decide('reviewer1', made, { outcome: 'approve', override })).status).toBe(202);
  // What only a dossier with all its papers reaches: the decision of one person that stands alone.
  const first = await row(made);
  await claim('reviewer2', made);
  expect((await decide('reviewer2', made, { outcome: 'approve' })).status).toBe(200);
  await applicationModel(context.deps.db).updateOne(
    { _id: made.id },
    {
      $set: {
        decisions: first.decisions,
        secondLook: {
          status: 'open',
          notBefore: TEST_NOW,
          first: { by: cast.reviewer1.id, outcome: 'approve', at: first.decisions[0]?.at },
          involved: [cast.reviewer1.id],
          blindTo: [],
          claim: null,
          sealedReview: null,
          second: null,
          settlement: null,
        },
      },
    },
  );
  await accessLogModel(context.deps.db).deleteMany({ 'actor.id': cast.reviewer2.id });
  await eventModel(context.deps.db).deleteMany({ 'actor.id': cast.reviewer2.id, 'subjects.id': made.id });
  context.deps.clock.advance(11_000);
  return made;
}

describe('choosing', () => {
  it('takes about the wished share, the same ones every time, and others under another key', async () => {
    const ids = Array.from({ length: 2_000 }, (_, index) => index.toString(16).padStart(24, '0'));
    const chosen = ids.filter((id) => isChosen(context.deps, id, 0.03));
    expect(chosen.length).toBeGreaterThan(30);
    expect(chosen.length).toBeLessThan(100);
    expect(ids.filter((id) => isChosen(context.deps, id, 0.03))).toEqual(chosen);
    expect(ids.filter((id) => isChosen(context.deps, id, 0))).toEqual([]);
    const other = await createTestContext();
    expect(ids.filter((id) => isChosen(other.deps, id, 0.03))).not.toEqual(chosen);
    await other.close();
  });

  it('leaves out what two persons judged, and what was taken back', async () => {
    const made = await submitted();
    await claim('reviewer1', made);
    const override = ((await row(made)).evaluation?.failing ?? []).map((checkCode) => ({ checkCode, reason: '样本' }));
    await decide('reviewer1', made, { outcome: 'approve', override });
    await claim('reviewer2', made);
    expect((await decide('reviewer2', made, { outcome: 'approve' })).status).toBe(200);
    expect((await row(made)).secondLook ?? null).toBeNull();
    const undone = await submitted();
    await claim('reviewer1', undone);
    await decide('reviewer1', undone, { outcome: 'reject', reasons: ['BLURRED'] });
    expect((await row(undone)).secondLook?.status).toBe('open');
    // Not before the time to undo is over.
    expect((await takeSecond('reviewer2')).status).toBe(204);
    expect((await agents.reviewer1.delete(`/api/v1/applications/${undone.id}/decisions/latest`)).status).toBe(200);
    expect((await row(undone)).secondLook ?? null).toBeNull();
  });
});

describe('the second person', () => {
  it('sees neither the decision nor who made it, on any way to the dossier', async () => {
    const made = await rejected();
    expect((await queue('reviewer2')).secondLooks).toMatchObject({ waiting: 1, mine: 0 });
    const taken = await takeSecond('reviewer2');
    expect([taken.status, taken.body]).toMatchObject([
      201,
      { id: made.id, status: 'in_review', decision: null, review: { blind: true, decisions: [], comments: [] } },
    ]);
    const paths = [
      `/applications/${made.id}`,
      `/applications/${made.id}/checks`,
      `/review/cases/${made.id}`,
      '/review/queue?lane=second_look',
      `/numbers/${made.number}`,
      `/numbers/${made.number}/history`,
      `/numbers?contains=${made.number}`,
    ];
    for (const path of paths) {
      const { text } = await agents.reviewer2.get(`/api/v1${path}`);
      expect(text, path).not.toMatch(/rejected|SEAL_MISSING|没有公章|已核对/);
      expect(text, path).not.toContain(cast.reviewer1.id);
      expect(text, path).not.toContain(cast.reviewer1.staffNumber);
    }
    for (const list of ['/applications?status=rejected', '/applications?limit=100', '/review/queue?limit=100'])
      expect((await agents.reviewer2.get(`/api/v1${list}`)).text, list).not.toContain(made.id);
    expect((await agents.reviewer2.get(`/api/v1/numbers/${made.number}`)).status).toBe(404);
    const mine = await queue('reviewer2', '?lane=second_look');
    expect(mine.items).toMatchObject([{ id: made.id, status: 'in_review', claim: { by: cast.reviewer2.id } }]);
    // Neither audit nor a note to the others.
    expect((await agents.reviewer2.get('/api/v1/events')).status).toBe(403);
    const comment = await agents.reviewer2.post(`/api/v1/applications/${made.id}/comments`).send({ text: '样本' });
    expect([comment.status, code(comment)]).toEqual([409, 'BLIND_REVIEW']);
    expect(comment.text).not.toContain(cast.reviewer1.id);
    // Giving it back opens nobody's eyes.
    expect((await agents.reviewer2.delete(`/api/v1/review/claims/${made.id}`)).status).toBe(204);
    expect((await agents.reviewer2.get(`/api/v1/applications/${made.id}`)).body).toMatchObject({
      status: 'in_review',
      decision: null,
    });
    expect((await takeSecond('reviewer2')).status).toBe(201);
  });

  it('is never the first, nor who worked on the dossier, nor who looked at its papers', async () => {
    const made = await rejected();
    expect((await takeSecond('reviewer1')).status).toBe(204);
    await applicationModel(context.deps.db).updateOne(
      { _id: made.id },
      { $push: { 'secondLook.involved': cast.reviewer2.id } },
    );
    expect((await takeSecond('reviewer2')).status).toBe(204);
    expect((await takeSecond('senior')).status).toBe(201);
    const looked = await submitted();
    await claim('reviewer2', looked);
    await agents.reviewer2.get(`/api/v1/applications/${looked.id}`);
    await agents.reviewer2.delete(`/api/v1/review/claims/${looked.id}`);
    await claim('reviewer1', looked);
    await decide('reviewer1', looked, { outcome: 'reject', reasons: ['BLURRED'] });
    context.deps.clock.advance(11_000);
    expect((await takeSecond('reviewer2')).status).toBe(204);
  });

  it('is not who did anything to it, before or after the decision', async () => {
    const commented = await rejected();
    await agents.reviewer2.post(`/api/v1/applications/${commented.id}/comments`).send({ text: '样本' });
    await accessLogModel(context.deps.db).deleteMany({ 'actor.id': cast.reviewer2.id });
    expect((await takeSecond('reviewer2')).status).toBe(204);
    await applicationModel(context.deps.db).updateMany({}, { $unset: { secondLook: 1 } });
    const parked = await submitted();
    await claim('reviewer2', parked);
    const until = new Date(TEST_NOW.getTime() + 3_600_000).toISOString();
    expect((await agents.reviewer2.post(`/api/v1/applications/${parked.id}/park`).send({ until })).status).toBe(200);
    await accessLogModel(context.deps.db).deleteMany({ 'actor.id': cast.reviewer2.id });
    await claim('reviewer1', parked);
    await decide('reviewer1', parked, { outcome: 'reject', reasons: ['BLURRED'] });
    context.deps.clock.advance(11_000);
    expect((await takeSecond('reviewer2')).status).toBe(204);
    expect((await takeSecond('senior')).status).toBe(201);
  });

  it('is not who was shown the decision, which is noted; the first and the applicant are not', async () => {
    const made = await rejected();
    const shown = async (name: CastName) => {
      expect((await agents[name].get(`/api/v1/applications/${made.id}`)).status).toBe(200);
      const noted = { 'actor.id': cast[name].id, 'subject.id': made.id, fields: ['decision'] };
      return accessLogModel(context.deps.db).countDocuments(noted);
    };
    expect([await shown('reviewer2'), await shown('reviewer1'), await shown('agentA')]).toEqual([1, 0, 0]);
    expect((await takeSecond('reviewer2')).status).toBe(204);
    expect((await agents.senior.get(`/api/v1/review/cases/${made.id}`)).status).toBe(200);
    expect((await takeSecond('senior')).status).toBe(204);
  });

  it('changes nothing by judging, once however often, and only one of two who race', async () => {
    const made = await rejected();
    const [one, other] = await Promise.all([takeSecond('reviewer2'), takeSecond('senior')]);
    expect([one.status, other.status].sort()).toEqual([201, 204]);
    const winner = one.status === 201 ? 'reviewer2' : 'senior';
    const answers = await Promise.all([
      decide(winner, made, { outcome: 'reject', reasons: ['BLURRED'] }),
      decide(winner, made, { outcome: 'reject', reasons: ['BLURRED'] }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const after = await row(made);
    expect([after.status, after.decisions.length, after.secondLook?.status]).toEqual(['rejected', 1, 'agreed']);
    const judged = { type: 'application.judged_again', 'subjects.id': made.id };
    expect(await eventModel(context.deps.db).countDocuments(judged)).toBe(1);
    expect(await taskModel(context.deps.db).countDocuments({ 'subject.id': made.id })).toBe(0);
    // Afterwards they may know.
    expect((await agents[winner].get(`/api/v1/applications/${made.id}`)).body).toMatchObject({ status: 'rejected' });
  });

  it('is not seen by the applicant', async () => {
    const made = await rejected();
    await takeSecond('reviewer2');
    await decide('reviewer2', made, { outcome: 'approve' });
    const seen = await agents.agentA.get(`/api/v1/applications/${made.id}`);
    expect(seen.body).toMatchObject({ status: 'rejected', review: null });
    expect(seen.text).not.toMatch(/second|blind/i);
  });
});

describe('a disagreement', () => {
  it('asks a senior, who is neither of the two, and taking the second’s side takes the approval back', async () => {
    const figures = async (name: CastName) =>
      ownQuality.parse((await agents[name].get('/api/v1/dashboards/reviewers/me?days=7')).body).own;
    const made = await approvedByOne();
    const before = await figures('reviewer1');
    expect((await takeSecond('reviewer2')).status).toBe(201);
    expect((await decide('reviewer2', made, { outcome: 'reject', reasons: ['SEAL_MISSING'] })).status).toBe(200);
    expect((await row(made)).status).toBe('approved');
    const open = { kind: 'second_look_disagrees', 'subject.id': made.id, status: 'open' } as const;
    expect(await taskModel(context.deps.db).countDocuments(open)).toBe(1);
    // Not by ticking it off.
    const task = await taskModel(context.deps.db).findOne(open).orFail().lean();
    const ticked = await agents.senior.post(`/api/v1/tasks/${task._id.toHexString()}/close`).send({});
    expect([ticked.status, code(ticked)]).toEqual([409, 'WRONG_STATE']);
    expect(ticked.text).toContain('settlement');
    expect(await taskModel(context.deps.db).countDocuments(open)).toBe(1);
    expect((await queue('senior')).secondLooks.disagreed.map(({ id }) => id)).toEqual([made.id]);
    expect((await queue('reviewer1')).secondLooks.disagreed).toEqual([]);
    const settle = (name: CastName) =>
      agents[name]
        .post(`/api/v1/applications/${made.id}/second-look/settlement`)
        .send({ side: 'second', reason: '复核确认缺公章' });
    expect((await settle('reviewer2')).status).toBe(403);
    const answers = await Promise.all([settle('senior'), settle('senior')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const after = await row(made);
    expect([after.status, after.secondLook?.settlement?.side]).toEqual(['in_review', 'second']);
    expect(await taskModel(context.deps.db).countDocuments(open)).toBe(0);
    expect(await figures('reviewer1')).toMatchObject({
      compared: before.compared + 1,
      disagreed: before.disagreed + 1,
      overturned: before.overturned + 1,
    });
  });

  it('leaves the approval where the senior sides with the first, and is refused to the two', async () => {
    const made = await approvedByOne();
    await takeSecond('senior');
    await decide('senior', made, { outcome: 'request_information', reasons: ['BLURRED'] });
    const settle = await agents.senior
      .post(`/api/v1/applications/${made.id}/second-look/settlement`)
      .send({ side: 'first', reason: '图像可辨' });
    expect([settle.status, code(settle)]).toEqual([409, 'SECOND_APPROVER_REQUIRED']);
    expect((await row(made)).status).toBe('approved');
  });

  it('ends when the approval is rescinded meanwhile', async () => {
    const made = await approvedByOne();
    expect((await takeSecond('reviewer2')).status).toBe(201);
    await agents.senior.post(`/api/v1/applications/${made.id}/decisions/rescind`).send({ reason: '样本' });
    const answer = await decide('reviewer2', made, { outcome: 'reject', reasons: ['BLURRED'] });
    expect([answer.status, code(answer)]).toEqual([409, 'NOT_CLAIMED']);
    expect((await row(made)).secondLook?.status).toBe('void');
  });
});
