import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { toEnum } from '../../src/domain/number-400.js';
import { leaseSequencer, sequenceEvents } from '../../src/events/sequence-events.js';
import { makeNotices } from '../../src/notices/make-notices.js';
import { noticeModel } from '../../src/notices/notice-model.js';
import { createBlock } from '../../src/registry/create-block.js';
import { openHolds } from '../../src/registry/hold-queries.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { codeOf, Filing } from '../support/filing.js';
import { expectOneHolderThroughout } from '../support/holders.js';
import { expectSound } from '../support/replayed.js';
import { OWNED_USCC, seedUsers, signInAll, type Agent, type CastName } from '../support/seed.js';

const DAY = 86_400_000;
const NAME = fixtureDossier('clean').declared.entity.name;
let context: TestContext;
let app: Express;
let agents: Record<CastName, Agent>;
let filing: Filing;
let number: string;
let next = 4008880100;

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  const cast = await seedUsers(context.deps);
  agents = await signInAll(context.deps, app, cast);
  filing = new Filing(context, agents);
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880100', to: '4008880199', carrier: 'CT' });
}, 120_000);
afterAll(() => context.close());
beforeEach(() => {
  context.deps.clock.set(TEST_NOW);
  number = String(next++);
});

const dispute = (which = number) =>
  agents.owner.post(`/api/v1/owner/numbers/${which}/dispute`).send({ reason: '本单位从未申请该号码' });
const settle = () => agents.reviewer1.post(`/api/v1/numbers/${number}/dispute/settle`).send({ reason: '已核实' });
const uphold = (agent = agents.reviewer1) =>
  agent.post(`/api/v1/numbers/${number}/dispute/uphold`).send({ reason: '营业执照复印件系伪造' });
const decide = (agent: Agent, outcome: 'confirm' | 'refuse') =>
  agent
    .post(`/api/v1/numbers/${number}/dispute/uphold/decision`)
    .send(outcome === 'refuse' ? { outcome, reason: '公章属实' } : { outcome });
const lookup = async (query = '') => request(app).get(`/api/v1/lookup/${number}${query}`);
const disputes = async (query = '') =>
  (await agents.reviewer1.get(`/api/v1/disputes${query}`)).body as {
    items: { number: string; proposal: object | null }[];
    nextCursor: string | null;
  };
const accountable = async (query: string) => {
  const answer = await agents.auditor.get(`/api/v1/numbers/${number}/history?${query}`);
  expect(answer.status, answer.text).toBe(200);
  return (answer.body as { accountable: { holder: { uscc: string } } | null }).accountable?.holder.uscc ?? null;
};

async function told(): Promise<string[]> {
  const fence = await leaseSequencer(context.deps, 'test');
  while (fence !== null && (await sequenceEvents(context.deps, fence)) > 0);
  while ((await makeNotices(context.deps)) > 0);
  const rows = await noticeModel(context.deps.db).find({ channel: 'in_app' }).sort({ _id: 1 }).lean();
  await noticeModel(context.deps.db).deleteMany({});
  return rows.map(({ template, recipient }) => `${template} ${recipient.kind}`);
}

describe('an upheld dispute', () => {
  it('is two people’s act: the number stops at once, then is nobody’s and never was', async () => {
    await filing.working(number);
    context.deps.clock.advance(10 * DAY);
    expect((await dispute()).status).toBe(200);
    await told();
    const [one, two] = await Promise.all([uphold(), uphold(agents.reviewer2)]);
    expect([one.status, two.status].sort()).toEqual([202, 409]);
    expect(codeOf(one.status === 409 ? one : two)).toBe('DISPUTE_AWAITS_SECOND');
    const [proposer, other] =
      one.status === 202 ? [agents.reviewer1, agents.reviewer2] : [agents.reviewer2, agents.reviewer1];
    expect((await lookup()).body).toMatchObject({
      status: 'suspended',
      holder: { uscc: OWNED_USCC },
      notices: [{ kind: 'dispute', on: '2026-12-03' }],
    });
    expect(codeOf(await settle())).toBe('DISPUTE_AWAITS_SECOND');
    expect(codeOf(await decide(proposer, 'confirm'))).toBe('SECOND_APPROVER_REQUIRED');
    expect((await decide(agents.agentA, 'confirm')).status).toBe(403);
    expect(await told()).toEqual(['number_suspended entity', 'number_suspended reseller']);

    context.deps.clock.advance(DAY);
    const decisions = await Promise.all([decide(other, 'confirm'), decide(agents.senior, 'confirm')]);
    expect(decisions.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(decisions.find(({ status }) => status === 200)?.body).toMatchObject({
      status: 'disconnected',
      disputed: false,
      awaitsSecond: false,
    });
    const row = await expectSound(context.deps, number);
    expect(row).toMatchObject({ uscc: null, flags: [], dispute: null, openApplicationId: null });
    expect(await openHolds(context.deps, number)).toEqual([]);
    expect(new Set(await expectOneHolderThroughout(context.deps, number))).toEqual(new Set([OWNED_USCC]));
    expect(await told()).toEqual(['dispute_upheld entity', 'dispute_upheld reseller']);
  });

  it('is told in public words that name nobody, in JSON, on the page and by RDAP, and to whoever asks for a past day', async () => {
    await filing.working(number);
    context.deps.clock.advance(10 * DAY);
    await dispute();
    await uphold();
    await decide(agents.reviewer2, 'confirm');
    const answer = await lookup();
    expect([answer.status, answer.body]).toMatchObject([
      200,
      {
        status: 'disconnected',
        holder: null,
        registeredPurpose: '',
        notices: [{ kind: 'dispute', reason: expect.stringContaining('登记信息已作废') as string }],
      },
    ]);
    const page = await request(app).get(`/numbers/${number}`).set('Accept', 'text/html');
    expect(page.text).toContain('登记单位并非该号码的使用单位');
    const english = await request(app).get(`/numbers/${number}?lang=en`).set('Accept', 'text/html');
    expect(english.text).toContain('found not to be its holder');
    const rdap = await request(app).get(`/rdap/domain/${toEnum(number)}`);
    expect(rdap.status).toBe(200);
    for (const text of [answer.text, page.text, rdap.text, JSON.stringify(rdap.body)]) {
      expect(text).not.toContain(OWNED_USCC);
      expect(text).not.toContain(NAME);
    }
    const past = await lookup('?on=2026-11-25');
    expect([past.status, codeOf(past)]).toEqual([404, 'NUMBER_NOT_REGISTERED']);
  });

  it('is bitemporal: who was accountable as known before, and as known now', async () => {
    await filing.working(number);
    context.deps.clock.advance(10 * DAY);
    await dispute();
    await uphold();
    await decide(agents.reviewer2, 'confirm');
    context.deps.clock.advance(DAY);
    expect(await accountable('at=2026-11-25&knownAt=2026-11-26')).toBe(OWNED_USCC);
    expect(await accountable('at=2026-11-25')).toBeNull();
    const history = await agents.auditor.get(`/api/v1/numbers/${number}/history`);
    expect(history.body).toMatchObject({
      assignments: [{ holder: { uscc: OWNED_USCC }, disownedAt: '2026-12-03T02:00:00.000Z' }],
    });
  });

  it('leaves the owner’s list, asks who registered it, and never comes back to that holder', async () => {
    await filing.working(number);
    const { id } = await filing.open(agents.agentA, { kind: 'change', numbers: [number], purpose: '别的用途' });
    await filing.submit(agents.agentA, id);
    await dispute();
    await uphold();
    await decide(agents.reviewer2, 'confirm');
    const own = (await agents.owner.get('/api/v1/owner/numbers')).body as { items: { number: string }[] };
    expect(own.items.map((item) => item.number)).not.toContain(number);
    expect((await agents.owner.get(`/api/v1/numbers/${number}`)).status).toBe(404);
    expect((await agents.agentA.get(`/api/v1/applications/${id}`)).body).toMatchObject({ status: 'withdrawn' });
    const back = await agents.carrierAdmin.post(`/api/v1/numbers/${number}/return`).send({ reason: '样例' });
    expect(codeOf(back)).toBe('NUMBER_DISOWNED');
    const tasks = (await agents.carrierAdmin.get('/api/v1/tasks?limit=100')).body as {
      items: { kind: string; subject: { id: string }; facts: object }[];
    };
    const about = tasks.items.filter(({ subject }) => subject.id === number);
    expect(about).toMatchObject([{ kind: 'registration_disowned', facts: { uscc: OWNED_USCC } }]);
    expect(codeOf(await uphold())).toBe('WRONG_STATE');
    expect(codeOf(await decide(agents.reviewer2, 'confirm'))).toBe('WRONG_STATE');
  });

  it('refused by the second person lifts the stop and leaves the dispute open, to be settled', async () => {
    await filing.working(number);
    await dispute();
    await agents.carrierAdmin.post(`/api/v1/numbers/${number}/suspend`).send({ kind: 'arrears', reason: '欠费' });
    await uphold();
    expect((await decide(agents.reviewer2, 'refuse')).body).toMatchObject({ disputed: true, awaitsSecond: false });
    expect((await openHolds(context.deps, number)).map(({ kind }) => kind)).toEqual(['arrears']);
    expect(
      (await agents.reviewer2.post(`/api/v1/numbers/${number}/dispute/uphold/decision`).send({ outcome: 'refuse' }))
        .status,
    ).toBe(422);
    await told();
    expect((await settle()).status).toBe(200);
    expect(await told()).toEqual(['dispute_settled entity', 'dispute_settled reseller']);
    expect(codeOf(await uphold())).toBe('WRONG_STATE');
    await expectSound(context.deps, number);
  });

  it('about a number that is only applied for ends the application, and the number is spare again', async () => {
    await agents.agentA.post('/api/v1/reservations').send({ number, subscriber: { name: '样本' } });
    const { id } = await filing.open(agents.agentA, { numbers: [number], ...fixtureDossier('clean').declared });
    await filing.submit(agents.agentA, id);
    expect((await dispute()).status).toBe(200);
    expect((await uphold()).body).toMatchObject({ status: 'pending', awaitsSecond: true });
    expect((await decide(agents.reviewer2, 'confirm')).body).toMatchObject({ status: 'spare', disputed: false });
    expect((await agents.agentA.get(`/api/v1/applications/${id}`)).body).toMatchObject({ status: 'withdrawn' });
    await expectSound(context.deps, number);
    expect((await lookup()).status).toBe(404);
  });

  it('about a number that ended meanwhile voids its registration', async () => {
    await filing.working(number);
    await dispute();
    await agents.carrierAdmin.post(`/api/v1/numbers/${number}/disconnect`).send({ reason: '样例' });
    await uphold();
    expect((await decide(agents.reviewer2, 'confirm')).body).toMatchObject({ status: 'disconnected' });
    expect((await lookup()).body).toMatchObject({ holder: null, notices: [{ kind: 'dispute' }] });
    await expectSound(context.deps, number);
  });
});

describe('the list of disputes', () => {
  it('shows the carrier each disputed number, the oldest first, page by page, until it is settled', async () => {
    const before = (await disputes('?limit=100')).items.length;
    const numbers: string[] = [];
    for (let made = 0; made < 3; made += 1) {
      number = String(next++);
      numbers.push(number);
      await filing.working(number);
      context.deps.clock.advance(1000);
      await dispute();
    }
    const all = await disputes('?limit=100');
    expect(all.items.map((item) => item.number).slice(before)).toEqual(numbers);
    expect(all.items.at(-1)).toMatchObject({
      number,
      status: 'working',
      uscc: OWNED_USCC,
      holderName: NAME,
      reason: '本单位从未申请该号码',
      proposal: null,
    });
    const paged: string[] = [];
    for (let cursor = ''; ;) {
      const page = await disputes(`?limit=1${cursor}`);
      paged.push(...page.items.map((item) => item.number));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(paged).toEqual(all.items.map((item) => item.number));
    await uphold();
    expect((await disputes('?limit=100')).items.at(-1)).toMatchObject({
      proposal: { reason: '营业执照复印件系伪造' },
    });
    expect((await agents.auditor.get('/api/v1/disputes')).status).toBe(200);
    expect((await agents.agentA.get('/api/v1/disputes')).status).toBe(403);
    expect((await agents.owner.get('/api/v1/disputes')).status).toBe(403);
    for (const cursor of ['x', '%5B1', 'WzFd'])
      expect((await agents.reviewer1.get(`/api/v1/disputes?cursor=${cursor}`)).status).toBe(422);
    await decide(agents.reviewer2, 'refuse');
    await settle();
    expect((await disputes('?limit=100')).items.map((item) => item.number)).not.toContain(number);
  });
});
