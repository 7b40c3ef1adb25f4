import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { applicationModel, type ApplicationRow } from '../../src/applications/application-model.js';
import { createBlock } from '../../src/registry/create-block.js';
import { numberModel } from '../../src/registry/number-model.js';
import { claimNext } from '../../src/reviews/claim-application.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { seedUsers, signInAll, type Agent, type Seeded } from '../support/seed.js';

let context: TestContext;
let app: Express;
let cast: Seeded;
let reseller: Agent;
let first: Agent;
let second: Agent;
let senior: Agent;
let next = 4008880200;

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  const agents = await signInAll(context.deps, app, cast);
  [reseller, first, second, senior] = [agents.agentA, agents.reviewer1, agents.reviewer2, agents.senior];
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880200', to: '4008880299', carrier: 'CT' });
}, 60_000);
afterAll(() => context.close());

interface Case {
  readonly id: string;
  readonly number: string;
}

const claim = (agent: Agent, { id }: Case) => agent.post('/api/v1/review/claims').send({ applicationId: id });
const decide = (agent: Agent, { id }: Case, body: object) =>
  agent.post(`/api/v1/applications/${id}/decisions`).send(body);
const row = async ({ id }: Case) => applicationModel(context.deps.db).findById(id).orFail().lean<ApplicationRow>();
const statusOf = async ({ number }: Case) =>
  (await numberModel(context.deps.db).findById(number).orFail().lean()).status;
const code = (answer: { body: unknown }) => (answer.body as { code?: string }).code;

/** Handed in without papers: what fails is contested, so a person must look. */
async function submitted(): Promise<Case> {
  const number = String(next++);
  await reseller.post('/api/v1/reservations').send({ number, subscriber: { name: '样本' } });
  const made = await reseller
    .post('/api/v1/applications')
    .send({ numbers: [number], ...fixtureDossier('clean').declared });
  const { id } = made.body as { id: string };
  await reseller.post(`/api/v1/applications/${id}/evaluation`).send({});
  const contest = ((await row({ id, number })).evaluation?.failing ?? []).map((checkCode) => ({
    checkCode,
    reason: '样本',
  }));
  expect((await reseller.post(`/api/v1/applications/${id}/submit`).send({ contest })).status).toBe(200);
  return { id, number };
}

describe('second approvals for seniors only', () => {
  it('are not given to others who ask for the next case', async () => {
    await applicationModel(context.deps.db).updateMany({ status: 'in_review' }, { $set: { status: 'withdrawn' } });
    const made = await submitted();
    await claim(first, made);
    const override = ((await row(made)).evaluation?.failing ?? []).map((checkCode) => ({ checkCode, reason: '样本' }));
    expect((await decide(first, made, { outcome: 'approve', override })).status).toBe(202);
    const { deps } = context;
    const strict = { ...deps, policy: { ...deps.policy, secondApproverMustBeSenior: true } };
    expect(await claimNext(strict, cast.reviewer2.principal, undefined)).toBeNull();
    expect((await claimNext(strict, cast.senior.principal, undefined))?._id.toHexString()).toBe(made.id);
  });
});

describe('approvals', () => {
  it('need another second person for an override that the first approval did not have', async () => {
    const made = await submitted();
    await claim(first, made);
    const all = ((await row(made)).evaluation?.failing ?? []).map((checkCode) => ({ checkCode, reason: '样本' }));
    const [failedSince] = all;
    expect((await decide(first, made, { outcome: 'approve', override: all })).status).toBe(202);
    // As if that check had failed only since.
    await applicationModel(context.deps.db).updateOne(
      { _id: made.id },
      { $pull: { 'decisions.0.overrides': { checkCode: failedSince?.checkCode } } },
    );
    await claim(second, made);
    expect(code(await decide(second, made, { outcome: 'approve' }))).toBe('OPEN_FAILURES');
    const again = await decide(second, made, { outcome: 'approve', override: [failedSince] });
    expect([again.status, await statusOf(made)], again.text).toEqual([202, 'pending']);
    expect(await row(made)).toMatchObject({
      status: 'awaiting_second_approval',
      firstApproval: { by: cast.reviewer2.id },
      claim: null,
    });
    await claim(second, made);
    expect(code(await decide(second, made, { outcome: 'approve' }))).toBe('SECOND_APPROVER_REQUIRED');
    await second.delete(`/api/v1/review/claims/${made.id}`);
    await claim(senior, made);
    expect((await decide(senior, made, { outcome: 'approve' })).status).toBe(200);
    expect(await statusOf(made)).toBe('assigned');
  });

  it('that a correction made void do not count as taken back with the standing ones', async () => {
    const made = await submitted();
    await claim(first, made);
    const override = ((await row(made)).evaluation?.failing ?? []).map((checkCode) => ({ checkCode, reason: '样本' }));
    expect((await decide(first, made, { outcome: 'approve', override })).status).toBe(202);
    // What correcting a field does to it.
    await applicationModel(context.deps.db).updateOne(
      { _id: made.id },
      { $set: { status: 'in_review', firstApproval: null, undo: null } },
    );
    await claim(second, made);
    expect((await decide(second, made, { outcome: 'approve', override })).status).toBe(202);
    await claim(senior, made);
    expect((await decide(senior, made, { outcome: 'approve' })).status).toBe(200);
    await senior.post(`/api/v1/applications/${made.id}/decisions/rescind`).send({ reason: '样本' });
    expect((await row(made)).decisions.map(({ rescindedAt }) => rescindedAt !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
  });
});
