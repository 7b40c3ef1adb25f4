import type { Express } from 'express';
import { Types } from 'mongoose';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { applicationModel } from '../../src/applications/application-model.js';
import { createBlock } from '../../src/registry/create-block.js';
import { BATCH } from '../../workers/sweeps/each-due.js';
import { runSweep } from '../../workers/sweeps/sweeps.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { CLAIMANT, claimed, confirmContact, lastParams } from '../support/claims.js';
import { codeOf, Filing } from '../support/filing.js';
import { expectSound } from '../support/replayed.js';
import { OWNED_USCC, seedUsers, signInAll, type Agent, type CastName, type Seeded } from '../support/seed.js';

const HOUR = 3600_000;
let context: TestContext;
let app: Express;
let cast: Seeded;
let agents: Record<CastName, Agent>;
let filing: Filing;
let number: string;
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
beforeEach(async () => {
  context.deps.clock.set(TEST_NOW);
  number = String(next++);
  await filing.working(number);
});

describe('a claim', () => {
  it('needs a number to claim, an unused e-mail, and a contact that is not the reseller’s', async () => {
    const post = (more: object) =>
      request(app)
        .post('/api/v1/owner-claims')
        .send({
          ...CLAIMANT,
          entity: { name: '样例单位', uscc: '91110105MA0000015F' },
          legalRepresentative: { name: '样本' },
          ...more,
        });
    expect((await post({})).status).toBe(404);
    const { id, owner } = await claimed(context, app, { email: 'first@holder.example', mobile: '13900000001' });
    const { checks } = (await owner.post(`/api/v1/applications/${id}/evaluation`)).body as {
      checks: { code: string; status: string }[];
    };
    expect(checks.find(({ code }) => code === 'contact.not_reseller')?.status).toBe('fail');
    const again = await post({
      email: 'first@holder.example',
      entity: {
        name: '样例单位',
        uscc: await agents.owner
          .get('/api/v1/me')
          .then(({ body }) => (body as { entity: { uscc: string } }).entity.uscc),
      },
    });
    expect(codeOf(again)).toBe('EMAIL_TAKEN');
    expect((await agents.owner.get(`/api/v1/applications/${id}`)).status).toBe(404);
  });

  it('takes a code a few times only, each once', async () => {
    const { id, owner } = await claimed(context, app, { email: 'second@holder.example' });
    const confirm = (code: string) => owner.post(`/api/v1/applications/${id}/contact-confirmations`).send({ code });
    expect(codeOf(await confirm('00000000'))).toBe('CODE_SPENT');
    await owner.post(`/api/v1/applications/${id}/contact-codes`).send({ channel: 'email' });
    const { code = '' } = await lastParams(context, 'contact_code');
    const wrong = code === '12345678' ? '87654321' : '12345678';
    for (let tries = 0; tries < 5; tries += 1) expect(codeOf(await confirm(wrong))).toBe('CODE_WRONG');
    expect(codeOf(await confirm(code))).toBe('CODE_SPENT');
    await confirmContact(context, owner, id);
    const used = (await lastParams(context, 'contact_code'))['code'] ?? '';
    expect(codeOf(await confirm(used))).toBe('CODE_SPENT');
    for (let sent = 2; sent < 5; sent += 1)
      await owner.post(`/api/v1/applications/${id}/contact-codes`).send({ channel: 'email' });
    expect((await owner.post(`/api/v1/applications/${id}/contact-codes`).send({ channel: 'email' })).status).toBe(429);
  });

  it('takes effect with all others that are due, more than one batch, in one sweep', async () => {
    const { id, owner } = await claimed(context, app, { email: 'many@holder.example' });
    await confirmContact(context, owner, id);
    await filing.submit(owner, id);
    await filing.approve(id);
    const applications = applicationModel(context.deps.db);
    const row = await applications.findById(id).orFail().lean();
    // Whose account is gone cannot take effect: such claims stay due and must not keep later ones waiting.
    const copies = Array.from({ length: BATCH }, () => ({
      ...row,
      _id: new Types.ObjectId('0'.repeat(8) + new Types.ObjectId().toHexString().slice(8)),
      createdBy: new Types.ObjectId().toHexString(),
    }));
    await applications.insertMany(copies, { lean: true });
    context.deps.clock.advance(73 * HOUR);
    await runSweep(context.deps, 'claims-take-effect');
    expect(await applications.findById(id).lean()).toMatchObject({ status: 'activated' });
    await applications.deleteMany({ _id: { $in: copies.map(({ _id }) => _id) } });
  }, 60_000);

  it('objected to by the former contact goes back to the reviewers and needs a senior and a second one', async () => {
    const { id, owner } = await claimed(context, app, { email: 'third@holder.example' });
    await confirmContact(context, owner, id);
    await filing.submit(owner, id);
    await filing.approve(id);
    const token = (await lastParams(context, 'contact_replaced'))['link']?.split('#')[1] ?? '';
    const object = (ground: string) => request(app).post('/api/v1/contact-objections').send({ token, ground });
    expect(codeOf(await object('money_dispute'))).toBe('GROUND_NOT_ACCEPTED');
    context.deps.clock.advance(71 * HOUR);
    expect((await object('holder_did_not_ask')).status).toBe(204);
    expect(codeOf(await object('holder_did_not_ask'))).toBe('CODE_SPENT');
    context.deps.clock.advance(2 * HOUR);
    await runSweep(context.deps, 'claims-take-effect');
    expect((await owner.get('/api/v1/owner/numbers')).body).toMatchObject({ items: [] });
    await agents.reviewer1.post('/api/v1/review/claims').send({ applicationId: id });
    const override = [{ checkCode: 'dossier.complete', reason: '样本' }];
    const approve = (agent: Agent, body: object = {}) =>
      agent.post(`/api/v1/applications/${id}/decisions`).send({ outcome: 'approve', ...body });
    expect(codeOf(await approve(agents.reviewer1, { override }))).toBe('CONSENT_MISSING');
    const overruled = { party: 'old_contact', answer: 'overruled', note: '已核实营业执照原件' };
    expect((await agents.senior.post(`/api/v1/applications/${id}/consents`).send(overruled)).status).toBe(200);
    expect((await approve(agents.reviewer1, { override })).status).toBe(202);
    await agents.reviewer2.post('/api/v1/review/claims').send({ applicationId: id });
    expect((await approve(agents.reviewer2)).status).toBe(200);
    context.deps.clock.advance(HOUR);
    await runSweep(context.deps, 'claims-take-effect');
    expect((await owner.get('/api/v1/owner/numbers')).body).toMatchObject({
      items: expect.any(Array) as unknown,
    });
    expect((await owner.get('/api/v1/me')).body).toMatchObject({ entity: { uscc: expect.any(String) as unknown } });
  });
});

describe('entity_confirmed', () => {
  it('comes with the code of a letter to the registered address, or the contact the register publishes', async () => {
    const uscc = OWNED_USCC;
    const level = async () =>
      ((await request(app).get(`/api/v1/lookup/${number}`)).body as { verified: { level: string } }).verified.level;
    expect(await level()).toBe('document_checked');
    const order = (body: object) => agents.reviewer1.post(`/api/v1/entities/${uscc}/letters`).send(body);
    expect((await order({})).status).toBe(422);
    expect((await order({ address: '上海市示范区滨河大道698号' })).status).toBe(202);
    const { code = '', numbers = '' } = await lastParams(context, 'claim_letter');
    expect(numbers).toContain(number.slice(3, 6));
    const confirm = (given: string) => request(app).post('/api/v1/entity-confirmations').send({ uscc, code: given });
    expect(codeOf(await confirm(code === '12345678' ? '87654321' : '12345678'))).toBe('CODE_WRONG');
    context.deps.clock.advance(31 * 24 * HOUR);
    expect(codeOf(await confirm(code))).toBe('CODE_SPENT');
    context.deps.clock.set(TEST_NOW);
    const answers = await Promise.all([confirm(code), confirm(code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await level()).toBe('entity_confirmed');
    await expectSound(context.deps, number);
    const register = (agent: Agent) =>
      agent.post(`/api/v1/entities/${uscc}/register-contact`).send({ note: '公示电话' });
    expect((await register(agents.reviewer1)).status).toBe(403);
    expect((await register(agents.senior)).status).toBe(204);
  });
});

describe('the owner’s account', () => {
  it('shows its numbers with term, reseller and holds, stops one and resumes it, and lifts no other hold', async () => {
    const { agents: own } = { agents };
    const stop = (path: string, body: object = {}) =>
      own.owner.post(`/api/v1/owner/numbers/${number}/${path}`).send(body);
    expect((await stop('stop', { reason: '停业装修' })).body).toMatchObject({ status: 'suspended' });
    expect(codeOf(await stop('stop', { reason: '再次' }))).toBe('WRONG_STATE');
    const complaint = { number, category: 'service_attitude', description: '样本投诉：无人接听' };
    expect((await request(app).post('/api/v1/complaints').send(complaint)).status).toBe(201);
    await own.carrierAdmin.post(`/api/v1/numbers/${number}/suspend`).send({ kind: 'fraud', reason: '样本' });
    const shown = (await own.owner.get('/api/v1/owner/numbers')).body as {
      items: { number: string; holds: { kind: string }[] }[];
    };
    expect(shown.items.find((item) => item.number === number)).toMatchObject({
      reseller: { id: cast.a.id },
      verified: { due: '2027-11-23' },
      holds: [{ kind: 'fraud' }, { kind: 'owner_request' }],
      complaints: [{ category: 'service_attitude', outcome: null, on: '2026-11-23' }],
    });
    expect((await stop('resume')).body).toMatchObject({ status: 'suspended' });
    expect(codeOf(await stop('resume'))).toBe('NUMBER_NOT_SUSPENDED');
    await expectSound(context.deps, number);
  });

  it('disputes a number: nothing is decided about it until a reviewer has settled that', async () => {
    const { id } = await filing.open(agents.agentA, { kind: 'change', numbers: [number], purpose: '别的用途' });
    await filing.submit(agents.agentA, id);
    const dispute = () => agents.owner.post(`/api/v1/owner/numbers/${number}/dispute`).send({ reason: '非本单位号码' });
    const answers = await Promise.all([dispute(), dispute()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await agents.reviewer1.post('/api/v1/review/claims').send({ applicationId: id });
    const reject = () =>
      agents.reviewer1.post(`/api/v1/applications/${id}/decisions`).send({ outcome: 'reject', reasons: ['OTHER'] });
    expect(codeOf(await reject())).toBe('DISPUTED');
    const tasks = (await agents.carrierAdmin.get('/api/v1/tasks')).body as {
      items: { kind: string; subject: { id: string } }[];
    };
    expect(tasks.items.filter(({ kind }) => kind === 'number_disputed').map(({ subject }) => subject.id)).toEqual([
      number,
    ]);
    const settle = () => agents.reviewer1.post(`/api/v1/numbers/${number}/dispute/settle`).send({ reason: '已核实' });
    expect((await settle()).status).toBe(200);
    expect(codeOf(await settle())).toBe('WRONG_STATE');
    expect((await reject()).status).toBe(200);
    await expectSound(context.deps, number);
  });
});
