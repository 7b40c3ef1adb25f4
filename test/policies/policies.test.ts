import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { applicationModel, type ApplicationRow } from '../../src/applications/application-model.js';
import { evaluationModel } from '../../src/applications/evaluation-model.js';
import { DEFAULT_POLICY } from '../../src/checks/policy.js';
import { eventModel } from '../../src/events/event-model.js';
import { policyModel } from '../../src/policies/policy-model.js';
import { PolicySource } from '../../src/policies/policy-source.js';
import { POLICY_KEYS } from '../../src/policies/policy-table.js';
import { createBlock } from '../../src/registry/create-block.js';
import { runSweep } from '../../workers/sweeps/sweeps.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { Filing } from '../support/filing.js';
import { seedUsers, signIn, signInAll, type Agent, type CastName, type Seeded } from '../support/seed.js';

const PATH = '/api/v1/policies';
let context: TestContext;
let cast: Seeded;
let agents: Record<CastName, Agent>;
/** Another process on the same database: an application with policies of its own, which ask by the clock. */
let other: { readonly policies: PolicySource; readonly app: Express; readonly admin: Agent };

beforeAll(async () => {
  context = await createTestContext();
  const { deps } = context;
  cast = await seedUsers(deps);
  agents = await signInAll(deps, createApp(deps), cast);
  await createBlock(deps, cast.carrierAdmin.principal, { from: '4008880100', to: '4008880149', carrier: 'CT' });
  const policies = new PolicySource(deps.db, deps.logger);
  await policies.start();
  const app = createApp({ ...deps, policies, policy: policies.policy });
  other = { policies, app, admin: await signIn(deps, app, cast.carrierAdmin) };
}, 60_000);

afterAll(async () => {
  other.policies.close();
  await context.close();
});

interface Policy {
  readonly key: string;
  readonly value: unknown;
  readonly default: unknown;
  readonly changed: boolean;
  readonly version: number;
}

const set = (key: string, value: unknown, reason = '样本原因') =>
  agents.carrierAdmin.patch(`${PATH}/${key}`).send({ value, reason });
const problem = (answer: { body: unknown }) =>
  answer.body as { code: string; errors?: readonly { path: string; code: string }[] };
const events = (key: string) =>
  eventModel(context.deps.db).find({ type: 'policy.changed', 'subjects.0.id': key }).lean();

describe('the list of policies', () => {
  it('names every key with default, source, limits and both languages, and is read by the auditor too', async () => {
    for (const agent of [agents.carrierAdmin, agents.auditor]) {
      const { body } = (await agent.get(PATH)) as {
        body: { items: (Policy & { name: { zh: string; en: string } })[] };
      };
      expect(body.items.map(({ key }) => key)).toEqual(POLICY_KEYS);
      expect([...POLICY_KEYS, 'rulesVersion'].sort()).toEqual(Object.keys(DEFAULT_POLICY).sort());
      for (const { key, default: byDefault, name } of body.items) {
        expect(byDefault).toEqual(DEFAULT_POLICY[key as keyof typeof DEFAULT_POLICY]);
        expect(name.zh).toMatch(/\p{Script=Han}/u);
        expect(name.en).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });

  it.each(POLICY_KEYS)('the default of %s is within its own limits', async (key) => {
    const answer = await set(key, DEFAULT_POLICY[key]);
    expect(answer.status, answer.text).toBe(200);
    expect(await events(key)).toEqual([]);
  });
});

describe('a change', () => {
  it('is kept with who, when, from, to and why; setting it back undoes it; twice is once', async () => {
    const first = await set('claimMinutes', 45, '高峰期案件较长');
    expect(first.body).toMatchObject({ value: 45, default: 30, changed: true, version: 1, changedBy: 'S-8' });
    expect(first.get('ETag')).toBe('"1"');
    expect(context.deps.policy.claimMinutes).toBe(45);
    expect((await set('claimMinutes', 45)).body).toMatchObject({ version: 1 });
    const back = await set('claimMinutes', 30, '恢复');
    expect(back.body).toMatchObject({ value: 30, changed: false, version: 2 });
    const history = await agents.auditor.get(`${PATH}/claimMinutes/history`);
    expect(history.body).toMatchObject({
      items: [
        { version: 2, from: 45, to: 30, reason: '恢复', by: 'S-8' },
        { version: 1, from: 30, to: 45, reason: '高峰期案件较长', by: 'S-8' },
      ],
    });
    expect(await events('claimMinutes')).toHaveLength(2);
  });

  it.each([
    ['quarantineDays', 89, 'TOO_SMALL'],
    ['disconnectNoticeDays', 29, 'TOO_SMALL'],
    ['recordKeepYears', 1, 'TOO_SMALL'],
    ['bulkKeepDays', 91, 'TOO_BIG'],
    ['letterValidDays', 'soon', 'INVALID_TYPE'],
    ['letterValidDays', 7.5, 'INVALID_TYPE'],
    ['unstampedCopy', 'ignore', 'INVALID_VALUE'],
    ['workingHours', [], 'TOO_SMALL'],
    ['workingHours', [{ begins: '18:00', ends: '09:00' }], 'CUSTOM'],
    ['industries', { ZZ: 'allow' }, 'CUSTOM'],
    ['counterDocuments', ['business_licence'], 'INVALID_VALUE'],
    ['requiredDocuments', { all: ['passport'] }, 'INVALID_VALUE'],
  ])('%s cannot become %j', async (key, value, code) => {
    const answer = await set(key, value);
    expect([answer.status, problem(answer).code], answer.text).toEqual([422, 'VALIDATION_FAILED']);
    expect(problem(answer).errors?.[0]?.code).toBe(code);
    expect(problem(answer).errors?.[0]?.path).toMatch(/^value/);
    expect(await events(key)).toEqual([]);
  });

  it('needs a reason, a value, and a policy that exists', async () => {
    expect((await agents.carrierAdmin.patch(`${PATH}/undoSeconds`).send({ value: 20 })).status).toBe(422);
    expect((await agents.carrierAdmin.patch(`${PATH}/undoSeconds`).send({ reason: '无' })).status).toBe(422);
    expect((await set('rulesVersion', 'mine')).status).toBe(404);
    expect((await set('constructor', 1)).status).toBe(404);
    expect((await agents.carrierAdmin.get(`${PATH}/nothing/history`)).status).toBe(404);
  });

  it('of what somebody else changed meanwhile is refused; of two at once from two processes one is kept', async () => {
    await set('returnDays', 20);
    const stale = await agents.carrierAdmin
      .patch(`${PATH}/returnDays`)
      .set('If-Match', '"0"')
      .send({ value: 25, reason: '样本' });
    expect([stale.status, problem(stale).code]).toEqual([412, 'STALE']);
    const send = (agent: Agent, value: number) =>
      agent.patch(`${PATH}/returnDays`).set('If-Match', '"1"').send({ value, reason: '样本' });
    const answers = await Promise.all([send(agents.carrierAdmin, 21), send(other.admin, 22)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await events('returnDays')).toHaveLength(2);
  });

  it('of ten policies at once, by two processes, loses none', async () => {
    const keys = POLICY_KEYS.filter((key) => typeof DEFAULT_POLICY[key] === 'number').slice(-10);
    const answers = await Promise.all(
      keys.map((key, index) =>
        (index % 2 === 0 ? agents.carrierAdmin : other.admin)
          .patch(`${PATH}/${key}`)
          .send({ value: Number(DEFAULT_POLICY[key]) + 1, reason: '样本' }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(keys.map(() => 200));
    await context.deps.policies.refresh();
    for (const key of keys) {
      expect(context.deps.policy[key]).toBe(Number(DEFAULT_POLICY[key]) + 1);
      await set(key, DEFAULT_POLICY[key]);
    }
  });
});

describe('another process', () => {
  it('goes by a change within two seconds, without anybody telling it', async () => {
    await set('maxOpenReservations', 7);
    const began = performance.now();
    await expect.poll(() => other.policies.policy.maxOpenReservations, { timeout: 2_000, interval: 20 }).toBe(7);
    expect(performance.now() - began).toBeLessThan(2_000);
    await set('maxOpenReservations', 200);
    await expect.poll(() => other.policies.policy.maxOpenReservations, { timeout: 2_000, interval: 20 }).toBe(200);
  });

  it('uses the default for a stored value that breaks its limits, and keeps the others', async () => {
    await set('acceptanceDays', 50);
    await policyModel(context.deps.db).updateOne(
      { _id: 'policy' },
      { $set: { 'values.quarantineDays': { value: 1, version: 1, by: 'x', at: new Date() } }, $inc: { version: 1 } },
    );
    const fresh = new PolicySource(context.deps.db, context.deps.logger);
    await fresh.refresh();
    expect([fresh.policy.quarantineDays, fresh.policy.acceptanceDays]).toEqual([180, 50]);
    await policyModel(context.deps.db).updateOne(
      { _id: 'policy' },
      { $unset: { 'values.quarantineDays': 1 }, $inc: { version: 1 } },
    );
  });
});

describe('what the checks look at', () => {
  const rowOf = (id: string) => applicationModel(context.deps.db).findById(id).orFail().lean<ApplicationRow>();
  const evaluations = (id: string) => evaluationModel(context.deps.db).countDocuments({ applicationId: id });
  const statusOf = async (id: string, code: string) => {
    const { body } = (await agents.reviewer1.get(`/api/v1/applications/${id}/checks`)) as {
      body: Partial<Record<'items' | 'checks', { code: string; status: string }[]>>;
    };
    return (body.checks ?? body.items ?? []).find((check) => check.code === code)?.status;
  };
  const open = async (number: string) => {
    const { declared } = fixtureDossier('clean');
    const { agentA } = agents;
    await agentA.post('/api/v1/reservations').send({ number, subscriber: { name: declared.entity.name } });
    const { id } = await new Filing(context, agents).open(agentA, { numbers: [number], ...declared });
    return id;
  };

  it('makes waiting dossiers be evaluated anew under a version of its own, and leaves decided ones alone', async () => {
    const filing = new Filing(context, agents);
    const waiting = await open('4008880101');
    await filing.submit(agents.agentA, waiting);
    const decided = await open('4008880102');
    await filing.submit(agents.agentA, decided);
    await filing.approve(decided);
    const before = { waiting: await evaluations(waiting), decided: await rowOf(decided) };
    expect((await rowOf(waiting)).evaluation?.rulesVersion).toBe(DEFAULT_POLICY.rulesVersion);
    expect(await statusOf(waiting, 'purpose.industry')).toBe('pass');

    // Something the checks do not look at: nothing to do.
    await set('claimMinutes', 31);
    await runSweep(context.deps, 'evaluate-under-new-rules');
    expect(await evaluations(waiting)).toBe(before.waiting);

    const { declared } = fixtureDossier('clean');
    await set('industries', { [declared.industry]: 'prohibit' });
    const { rulesVersion } = context.deps.policy;
    expect(rulesVersion).not.toBe(DEFAULT_POLICY.rulesVersion);
    await runSweep(context.deps, 'evaluate-under-new-rules');
    await runSweep(context.deps, 'evaluate-under-new-rules');
    expect(await evaluations(waiting)).toBe(before.waiting + 1);
    expect((await rowOf(waiting)).evaluation?.rulesVersion).toBe(rulesVersion);
    expect(await statusOf(waiting, 'purpose.industry')).toBe('fail');
    expect((await rowOf(decided)).evaluation).toEqual(before.decided.evaluation);
    expect(await rowOf(decided)).toMatchObject({ status: 'approved', version: before.decided.version });

    await set('industries', {});
    await runSweep(context.deps, 'evaluate-under-new-rules');
    expect(await statusOf(waiting, 'purpose.industry')).toBe('pass');
  });

  it('counts at the very next evaluation of a process that has not asked yet', async () => {
    const id = await open('4008880103');
    const late = new PolicySource(context.deps.db, context.deps.logger);
    await late.refresh();
    const app = createApp({ ...context.deps, policies: late, policy: late.policy });
    const agentA = await signIn(context.deps, app, cast.agentA);
    await set('requiredDocuments', { company: ['commitment_letter'], sole_trader: ['industry_licence'] });
    const answer = await agentA.post(`/api/v1/applications/${id}/evaluation`);
    const { checks } = answer.body as { checks: { code: string; evidence: { field: string | null }[] }[] };
    const missing = checks.find(({ code }) => code === 'dossier.complete')?.evidence.map(({ field }) => field);
    expect(missing).toContain('commitment_letter');
    expect(missing).not.toContain('industry_licence');
    await set('requiredDocuments', {});
  });

  it('working hours move the deadline of what is submitted from then on', async () => {
    await set('workingHours', [{ begins: '10:00', ends: '16:00' }]);
    await set('reviewWorkingMinutes', 9 * 60);
    const id = await open('4008880104');
    await new Filing(context, agents).submit(agents.agentA, id);
    // Monday 10:00 in Beijing; six hours today and three tomorrow.
    expect((await rowOf(id)).dueAt?.toISOString()).toBe('2026-11-24T05:00:00.000Z');
    await set('workingHours', DEFAULT_POLICY.workingHours);
    await set('reviewWorkingMinutes', DEFAULT_POLICY.reviewWorkingMinutes);
  });

  it('a claim taken from then on lasts as long as was set', async () => {
    await set('claimMinutes', 60);
    const id = await open('4008880105');
    await new Filing(context, agents).submit(agents.agentA, id);
    const claim = await agents.reviewer1.post('/api/v1/review/claims').send({ applicationId: id });
    expect(claim.status, claim.text).toBe(201);
    const { claim: kept } = await rowOf(id);
    expect(kept === null ? 0 : kept.expiresAt.getTime() - kept.at.getTime()).toBe(60 * 60_000);
  });
});
