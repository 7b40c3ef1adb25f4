import type { Express } from 'express';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { applicationModel } from '../../src/applications/application-model.js';
import { assignmentModel } from '../../src/registry/assignment-model.js';
import { createBlock } from '../../src/registry/create-block.js';
import { numberModel } from '../../src/registry/number-model.js';
import { BATCH } from '../../workers/sweeps/each-due.js';
import { runSweep } from '../../workers/sweeps/sweeps.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { codeOf, Filing } from '../support/filing.js';
import { expectOneHolderThroughout } from '../support/holders.js';
import { expectSound } from '../support/replayed.js';
import { OWNED_USCC, seedUsers, signInAll, type Agent, type CastName, type Seeded } from '../support/seed.js';

const DAY = 24 * 3600_000;
const NEW_HOLDER = fixtureDossier('other-licence').declared;
const CLEAN = fixtureDossier('clean').declared;
let context: TestContext;
let app: Express;
let cast: Seeded;
let agents: Record<CastName, Agent>;
let filing: Filing;
let next = 4008880100;

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  agents = await signInAll(context.deps, app, cast);
  filing = new Filing(context, agents);
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880100', to: '4008880199', carrier: 'CT' });
}, 120_000);
afterAll(() => context.close());
beforeEach(() => context.deps.clock.set(TEST_NOW));

async function working(): Promise<string> {
  const number = String(next++);
  await filing.working(number);
  return number;
}
const rowOf = (number: string) => numberModel(context.deps.db).findById(number).orFail().lean();
const liveOf = (number: string) => assignmentModel(context.deps.db).findOne({ number, live: true }).orFail().lean();
const viewOf = async (agent: Agent, id: string) => (await agent.get(`/api/v1/applications/${id}`)).body as unknown;

describe('change', () => {
  it('asks an owner only for what changes, shows the reviewer before and after, and swaps the dossier at acceptance', async () => {
    const number = await working();
    const before = await liveOf(number);
    const { id, changes } = await filing.open(agents.owner, {
      kind: 'change',
      numbers: [number],
      purpose: '售后服务热线',
    });
    expect(changes).toEqual([{ member: 'purpose', before: CLEAN.purpose, after: '售后服务热线' }]);
    await filing.submit(agents.owner, id);
    expect(await rowOf(number)).toMatchObject({ status: 'working', applicationId: before.applicationId });
    expect(await viewOf(agents.reviewer1, id)).toMatchObject({ kind: 'change', changes: [{ member: 'purpose' }] });
    await filing.approve(id);
    expect((await filing.accept(id)).status).toBe(201);
    expect(await liveOf(number)).toMatchObject({
      applicationId: id,
      registeredPurpose: '售后服务热线',
      holder: before.holder,
      verified: before.verified,
      resellerId: cast.a.id,
    });
    await expectSound(context.deps, number);
    expect(new Set(await expectOneHolderThroughout(context.deps, number))).toEqual(new Set([OWNED_USCC]));
  });

  it('asks for the papers that prove what changes, and for the holder’s letter when a reseller files', async () => {
    const number = await working();
    const missingOf = async (agent: Agent, body: object) => {
      const { id } = await filing.open(agent, { kind: 'change', numbers: [number], ...body });
      const { checks } = (await agent.post(`/api/v1/applications/${id}/evaluation`)).body as {
        checks: { code: string; evidence: { field: string }[] }[];
      };
      await agent.post(`/api/v1/applications/${id}/withdraw`);
      return checks.find(({ code }) => code === 'dossier.complete')?.evidence.map(({ field }) => field);
    };
    const person = { name: '样本人', idNumber: '11010519491231002X' };
    expect(await missingOf(agents.owner, { landingNumbers: ['02160001111'] })).toEqual([]);
    expect(await missingOf(agents.agentA, { landingNumbers: ['02160001111'] })).toEqual(['authorisation_letter']);
    expect(await missingOf(agents.owner, { entity: { name: '样例新名称有限公司' } })).toEqual(['business_licence']);
    expect(
      await missingOf(agents.owner, { entity: { legalRepresentative: person.name }, legalRepresentative: person }),
    ).toEqual(['business_licence', 'legal_representative_id_front', 'legal_representative_id_back']);
    expect(await missingOf(agents.owner, {})).toEqual(['changes']);
  });

  it('leaves the code alone, foreign numbers unknown, and takes one application a number at a time', async () => {
    const number = await working();
    const post = (agent: Agent, body: object) =>
      agent.post('/api/v1/applications').send({ numbers: [number], ...body });
    const code = await post(agents.owner, { kind: 'change', entity: { uscc: NEW_HOLDER.entity.uscc } });
    expect([code.status, (code.body as { errors: { code: string }[] }).errors[0]?.code]).toEqual([
      422,
      'NOT_CHANGEABLE',
    ]);
    expect((await post(agents.agentB, { kind: 'change', purpose: '样本' })).status).toBe(404);
    expect(codeOf(await post(agents.owner, { kind: 'new' }))).toBe('VALIDATION_FAILED');
    const answers = await Promise.all([
      post(agents.owner, { kind: 'change', purpose: '一' }),
      post(agents.agentA, { kind: 'renewal' }),
      post(agents.owner, { kind: 'cancel' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.filter(({ status }) => status === 409).map(codeOf)).toEqual([
      'NUMBER_IN_APPLICATION',
      'NUMBER_IN_APPLICATION',
    ]);
  });

  it('forgotten as a draft, ends with its time and frees the number', async () => {
    const number = await working();
    const { id } = await filing.open(agents.owner, { kind: 'change', numbers: [number], purpose: '样本' });
    await runSweep(context.deps, 'expire-drafts');
    expect(await viewOf(agents.owner, id)).toMatchObject({ status: 'draft' });
    context.deps.clock.advance(31 * DAY);
    await runSweep(context.deps, 'meet-deadlines');
    expect(await rowOf(number)).toMatchObject({ status: 'working', openApplicationId: null });
    await expectSound(context.deps, number);
  });
});

describe('renewal', () => {
  it('verifies the holder anew', async () => {
    const number = await working();
    context.deps.clock.advance(300 * DAY);
    const { id } = await filing.open(agents.agentA, { kind: 'renewal', numbers: [number] });
    await filing.submit(agents.agentA, id);
    await filing.approve(id);
    expect((await filing.accept(id)).status).toBe(201);
    expect((await liveOf(number)).verified).toMatchObject({ on: '2027-09-19', due: '2028-09-19' });
    await expectSound(context.deps, number);
  });
});

describe('cancel', () => {
  it('by the holder ends the service; rejected, it leaves the number as it was, and the rejection can be taken back', async () => {
    const number = await working();
    const { id } = await filing.open(agents.owner, { kind: 'cancel', numbers: [number] });
    await filing.submit(agents.owner, id);
    await agents.reviewer1.post('/api/v1/review/claims').send({ applicationId: id });
    await agents.reviewer1.post(`/api/v1/applications/${id}/decisions`).send({ outcome: 'reject', reasons: ['OTHER'] });
    expect(await rowOf(number)).toMatchObject({ status: 'working', openApplicationId: null });
    expect((await agents.reviewer1.delete(`/api/v1/applications/${id}/decisions/latest`)).status).toBe(200);
    await filing.approve(id);
    expect((await filing.accept(id)).status).toBe(201);
    expect(await rowOf(number)).toMatchObject({ status: 'disconnected', openApplicationId: null });
    await expectSound(context.deps, number);
  });

  it('by a reseller needs the holder’s consent', async () => {
    const number = await working();
    const { id } = await filing.open(agents.agentA, { kind: 'cancel', numbers: [number] });
    await filing.submit(agents.agentA, id);
    await agents.reviewer1.post('/api/v1/review/claims').send({ applicationId: id });
    const override = { checkCode: 'dossier.complete', reason: '样本' };
    const approve = () =>
      agents.reviewer1.post(`/api/v1/applications/${id}/decisions`).send({ outcome: 'approve', override });
    expect(codeOf(await approve())).toBe('CONSENT_MISSING');
    const given = await agents.owner
      .post(`/api/v1/applications/${id}/consents`)
      .send({ party: 'holder', answer: 'given' });
    expect(given.status, given.text).toBe(200);
    expect((await approve()).status).toBe(202);
  });
});

describe('transfer', () => {
  it('needs both holders and the carrier; the old one stays accountable for its time', async () => {
    const number = await working();
    const { id } = await filing.open(agents.agentA, { kind: 'transfer', numbers: [number], ...NEW_HOLDER });
    const transfer = () => agents.carrierAdmin.post(`/api/v1/numbers/${number}/transfer`).send({ reason: '业务转让' });
    expect(
      (await agents.owner.post(`/api/v1/applications/${id}/consents`).send({ party: 'former_holder', answer: 'given' }))
        .status,
    ).toBe(404);
    await filing.submit(agents.agentA, id);
    const asked = (await agents.owner.get('/api/v1/consents')).body as { items: object[] };
    expect(asked.items[0]).toMatchObject({
      applicationId: id,
      party: 'former_holder',
      entity: { uscc: NEW_HOLDER.entity.uscc },
    });
    expect(JSON.stringify(asked)).not.toContain(NEW_HOLDER.agent.mobile);
    expect((await agents.owner.get(`/api/v1/applications/${id}`)).status).toBe(404);
    await agents.owner.post(`/api/v1/applications/${id}/consents`).send({ party: 'former_holder', answer: 'given' });
    await filing.approve(id);
    expect(codeOf(await transfer())).toBe('TRANSFER_NOT_READY');
    context.deps.clock.advance(DAY);
    expect((await filing.accept(id)).body).toMatchObject({ status: 'approved' });
    expect((await liveOf(number)).holder.uscc).toBe(OWNED_USCC);
    expect((await transfer()).body).toMatchObject({ status: 'working' });
    expect((await liveOf(number)).holder.uscc).toBe(NEW_HOLDER.entity.uscc);
    expect(codeOf(await transfer())).toBe('TRANSFER_NOT_READY');
    const on = async (day: string) =>
      (
        (await agents.auditor.get(`/api/v1/numbers/${number}/history?at=${day}`)).body as {
          assignments: { holder: { uscc: string } }[];
        }
      ).assignments.map(({ holder }) => holder.uscc);
    expect(await on('2026-11-23')).toEqual([OWNED_USCC]);
    expect(await on('2026-11-24')).toEqual([NEW_HOLDER.entity.uscc]);
    expect((await agents.owner.get(`/api/v1/numbers/${number}`)).status).toBe(404);
    await expectSound(context.deps, number);
    expect(new Set(await expectOneHolderThroughout(context.deps, number))).toEqual(
      new Set([OWNED_USCC, NEW_HOLDER.entity.uscc]),
    );
  });
});

describe('change of reseller', () => {
  const answer = (agent: Agent, id: string, body: object) =>
    agent.post(`/api/v1/applications/${id}/consents`).send({ party: 'losing_reseller', ...body });

  async function asked(): Promise<{ id: string; number: string }> {
    const number = await working();
    const { id } = await filing.open(agents.owner, {
      kind: 'reseller_change',
      numbers: [number],
      toResellerId: cast.b.id,
    });
    await filing.submit(agents.owner, id);
    await agents.agentB
      .post(`/api/v1/applications/${id}/consents`)
      .send({ party: 'gaining_reseller', answer: 'given' });
    return { id, number };
  }

  it('takes no dispute about money as a ground, nobody else’s answer, and no second one', async () => {
    const { id } = await asked();
    expect(codeOf(await answer(agents.agentA, id, { answer: 'refused', ground: 'money_dispute' }))).toBe(
      'GROUND_NOT_ACCEPTED',
    );
    expect(codeOf(await answer(agents.agentB, id, { answer: 'given' }))).toBe('FORBIDDEN');
    expect((await answer(agents.agentA, id, { answer: 'refused', ground: 'wrong_holder' })).status).toBe(200);
    expect(codeOf(await answer(agents.agentA, id, { answer: 'given' }))).toBe('CONSENT_CLOSED');
    expect(codeOf(await answer(agents.reviewer1, id, { answer: 'overruled', note: '样本' }))).toBe('FORBIDDEN');
    expect((await answer(agents.senior, id, { answer: 'overruled', note: '样本' })).status).toBe(200);
    await agents.reviewer1.post('/api/v1/review/claims').send({ applicationId: id });
    const approval = await agents.reviewer1.post(`/api/v1/applications/${id}/decisions`).send({ outcome: 'approve' });
    expect(approval.status, 'an overruled objection needs a second person').toBe(202);
  });

  it('takes silence of two working days for consent: an objection and the sweep at once leave one answer', async () => {
    const { id } = await asked();
    await runSweep(context.deps, 'consent-by-silence');
    const answerOf = async () =>
      ((await viewOf(agents.reviewer1, id)) as { consents: { party: string; answer: string }[] }).consents.find(
        ({ party }) => party === 'losing_reseller',
      )?.answer;
    expect(await answerOf()).toBe('open');
    // Monday 10:00 and two working days of 7.5 hours: Wednesday 10:00 in Beijing.
    context.deps.clock.set(new Date('2026-11-25T01:59:00Z'));
    await runSweep(context.deps, 'consent-by-silence');
    expect(await answerOf()).toBe('open');
    context.deps.clock.set(new Date('2026-11-25T02:00:00Z'));
    const [late] = await Promise.all([
      answer(agents.agentA, id, { answer: 'refused', ground: 'wrong_holder' }),
      runSweep(context.deps, 'consent-by-silence'),
      runSweep(context.deps, 'consent-by-silence'),
    ]);
    expect(codeOf(late)).toBe('CONSENT_CLOSED');
    expect(await answerOf()).toBe('silent');
  });

  it('takes the silence of more than one batch in one sweep', async () => {
    const { id } = await asked();
    const applications = applicationModel(context.deps.db);
    const row = await applications.findById(id).orFail().lean();
    const copies = Array.from({ length: BATCH }, () => ({ ...row, _id: new Types.ObjectId() }));
    await applications.insertMany(copies, { lean: true });
    context.deps.clock.set(new Date('2026-11-26T02:00:00Z'));
    await runSweep(context.deps, 'consent-by-silence');
    const still = { consents: { $elemMatch: { party: 'losing_reseller', answer: 'open' } }, numbers: row.numbers };
    expect(await applications.countDocuments(still)).toBe(0);
    await applications.deleteMany({ _id: { $in: copies.map(({ _id }) => _id) } });
  }, 120_000);

  it('filed by the gaining reseller shows it nothing of what the losing one declared', async () => {
    const number = await working();
    const { id } = await filing.open(agents.agentB, {
      kind: 'reseller_change',
      numbers: [number],
      entity: { name: CLEAN.entity.name, uscc: OWNED_USCC },
    });
    const seen = await agents.agentB.get(`/api/v1/applications/${id}`);
    expect(seen.body).toMatchObject({ changes: null });
    for (const secret of [CLEAN.agent.name, CLEAN.agent.mobile, CLEAN.legalRepresentative.name])
      expect(seen.text).not.toContain(secret);
    await agents.agentB.patch(`/api/v1/applications/${id}`).send({ entity: { uscc: NEW_HOLDER.entity.uscc } });
    expect(codeOf(await agents.agentB.post(`/api/v1/applications/${id}/submit`).send({}))).toBe('HOLDER_DIFFERS');
  });

  it('moves the number to its new reseller and keeps holder and verification', async () => {
    const { id, number } = await asked();
    context.deps.clock.set(new Date('2026-11-26T02:00:00Z'));
    await runSweep(context.deps, 'consent-by-silence');
    await filing.approve(id);
    expect((await filing.accept(id)).status).toBe(201);
    expect(await rowOf(number)).toMatchObject({ status: 'working', resellerId: cast.b.id, openApplicationId: null });
    expect((await agents.agentA.get(`/api/v1/numbers/${number}`)).status).toBe(404);
    expect((await agents.agentB.get(`/api/v1/numbers/${number}`)).status).toBe(200);
    await expectSound(context.deps, number);
  });
});
