import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { businessToday } from '../../src/domain/business-calendar.js';
import { NUMBER_STEPS } from '../../src/domain/number-status.js';
import { leaseSequencer, sequenceEvents } from '../../src/events/sequence-events.js';
import { makeNotices } from '../../src/notices/make-notices.js';
import { noticeModel } from '../../src/notices/notice-model.js';
import { NOTICE_RULES } from '../../src/notices/notice-rules.js';
import { renderNotice, type NoticeTemplate } from '../../src/notices/notice-texts.js';
import { openNotice } from '../../src/notices/send-notice.js';
import { createBlock } from '../../src/registry/create-block.js';
import { retireBlock } from '../../src/registry/retire-block.js';
import { runSweep } from '../../workers/sweeps/sweeps.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { Filing } from '../support/filing.js';
import { OWNED_USCC, seedUsers, signInAll, type Agent, type CastName, type Seeded } from '../support/seed.js';

const OTHER = fixtureDossier('other-licence').declared;
let context: TestContext;
let cast: Seeded;
let agents: Record<CastName, Agent>;
let filing: Filing;
let blockId: string;
let number: string;
let next = 4008880300;

beforeAll(async () => {
  context = await createTestContext();
  cast = await seedUsers(context.deps);
  agents = await signInAll(context.deps, createApp(context.deps), cast);
  filing = new Filing(context, agents);
  const { principal } = cast.carrierAdmin;
  ({ id: blockId } = await createBlock(context.deps, principal, {
    from: '4008880300',
    to: '4008880399',
    carrier: 'CT',
  }));
}, 120_000);
afterAll(() => context.close());
beforeEach(async () => {
  context.deps.clock.set(TEST_NOW);
  number = String(next++);
  await told();
});

async function makeAll(): Promise<void> {
  const fence = await leaseSequencer(context.deps, 'test');
  while (fence !== null && (await sequenceEvents(context.deps, fence)) > 0);
  while ((await makeNotices(context.deps)) > 0);
}

/** Who has been told what in the application since it was asked last: template, kind of recipient, and whose. */
async function told(): Promise<string[]> {
  await makeAll();
  const rows = await noticeModel(context.deps.db).find({ channel: 'in_app' }).sort({ _id: 1 }).lean();
  await noticeModel(context.deps.db).deleteMany({});
  const names = new Map([
    [cast.a.id, 'A'],
    [cast.b.id, 'B'],
    [OWNED_USCC, 'owner'],
    [OTHER.entity.uscc, 'other'],
  ]);
  return rows.map(({ template, recipient }) => `${template} → ${names.get(recipient.id) ?? recipient.id}`);
}

/** What a notice for reseller A says in Chinese, made by now. */
async function said(template: NoticeTemplate): Promise<string> {
  await makeAll();
  const row = await noticeModel(context.deps.db)
    .findOne({ channel: 'in_app', template, 'recipient.id': cast.a.id })
    .orFail()
    .lean();
  return renderNotice(template, 'zh', openNotice(context.deps, row).params).text;
}

const set = async (key: string, value: number) =>
  expect((await agents.carrierAdmin.patch(`/api/v1/policies/${key}`).send({ value, reason: '样本' })).status).toBe(200);

async function filed(
  agent: Agent,
  body: object,
  consents: readonly (readonly [Agent, string])[] = [],
): Promise<string> {
  const { id } = await filing.open(agent, body);
  await filing.submit(agent, id);
  for (const [party, name] of consents)
    await party.post(`/api/v1/applications/${id}/consents`).send({ party: name, answer: 'given' });
  await filing.approve(id);
  expect((await filing.accept(id)).status).toBe(201);
  return id;
}

const only = (all: readonly string[], template: string) => all.filter((one) => one.startsWith(template)).toSorted();

describe('of what the table of steps says, the parties are told', () => {
  /** The event that each step leaves; several where its occasion differs. */
  const EVENTS: Partial<Record<keyof typeof NUMBER_STEPS, readonly string[]>> = {
    release_reservation: ['number.reservation_expired'],
    approve: ['application.approve', 'application.approve_second'],
    rescind: ['application.rescind'],
    release: ['application.reject', 'application.expire'],
    activate: ['number.activated'],
    suspend: ['number.suspended', 'number.hold_placed'],
    reinstate: ['number.reinstated'],
    transfer: ['number.transferred'],
    replace: ['number.changed', 'number.renewed', 'number.reseller_changed'],
    disconnect: ['number.disconnected'],
    return: ['number.returned'],
  };
  const steps = Object.entries(NUMBER_STEPS).filter(([, { notice }]) =>
    notice.some((party) => party === 'holder' || party === 'reseller'),
  );
  it.each(steps)('%s has a rule', (step) => {
    const events = EVENTS[step as keyof typeof NUMBER_STEPS] ?? [];
    expect(events.length, 'the event it leaves').toBeGreaterThan(0);
    for (const event of events) expect(NOTICE_RULES[event], event).toBeDefined();
  });
});

describe('holder and resellers', () => {
  it('hear of a change and of a renewal', async () => {
    await filing.working(number);
    await told();
    await filed(agents.owner, { kind: 'change', numbers: [number], purpose: '别的用途' });
    expect(only(await told(), 'registration_changed')).toEqual([
      'registration_changed → A',
      'registration_changed → owner',
    ]);
  });

  it('hear of a change of reseller, the losing one too', async () => {
    await filing.working(number);
    await told();
    await filed(agents.owner, { kind: 'reseller_change', numbers: [number], toResellerId: cast.b.id }, [
      [agents.agentA, 'losing_reseller'],
      [agents.agentB, 'gaining_reseller'],
    ]);
    expect(only(await told(), 'registration_changed')).toEqual([
      'registration_changed → A',
      'registration_changed → B',
      'registration_changed → owner',
    ]);
  });

  it('hear of a transfer, the old holder as well as the new', async () => {
    await filing.working(number);
    await filed(agents.agentA, { kind: 'transfer', numbers: [number], ...OTHER }, [[agents.owner, 'former_holder']]);
    await told();
    const done = await agents.carrierAdmin.post(`/api/v1/numbers/${number}/transfer`).send({ reason: '转让' });
    expect(done.status, done.text).toBe(200);
    expect(only(await told(), 'number_transferred')).toEqual([
      'number_transferred → A',
      'number_transferred → other',
      'number_transferred → owner',
    ]);
  });

  it('read how long as policy says, and a deadline as it was given', async () => {
    await filing.working(number);
    await set('returnDays', 45);
    await filed(agents.owner, { kind: 'cancel', numbers: [number] });
    expect(await said('number_disconnected')).toContain('45 天内');

    number = String(next++);
    await agents.agentA.post('/api/v1/reservations').send({ number, subscriber: { name: '样本' } });
    const { id } = await filing.open(agents.agentA, { numbers: [number], ...fixtureDossier('clean').declared });
    await filing.submit(agents.agentA, id);
    await told();
    await filing.approve(id);
    await set('acceptanceDays', 8);
    const { deadline } = (await agents.agentA.get(`/api/v1/applications/${id}`)).body as { deadline: string };
    const due = businessToday(new Date(deadline), context.deps.config.TZ_BUSINESS);
    expect(await said('application_approved')).toContain(`请在 ${due} 前`);

    number = String(next++);
    await agents.agentA.post('/api/v1/reservations').send({ number, subscriber: { name: '样本' } });
    await set('reReserveAfterDays', 12);
    context.deps.clock.advance(16 * 86_400_000);
    await runSweep(context.deps, 'expire-reservations');
    expect(await said('reservation_expired')).toContain('12 天内');
  });

  it('hear that a reservation ran out, that an approval was taken back, and that their block is retired', async () => {
    await agents.agentA.post('/api/v1/reservations').send({ number, subscriber: { name: '样本' } });
    context.deps.clock.advance(16 * 86_400_000);
    await runSweep(context.deps, 'expire-reservations');
    expect(await told()).toEqual(['reservation_expired → A']);

    number = String(next++);
    await agents.agentA.post('/api/v1/reservations').send({ number, subscriber: { name: '样本' } });
    const { id } = await filing.open(agents.agentA, { numbers: [number], ...fixtureDossier('clean').declared });
    await filing.submit(agents.agentA, id);
    await filing.approve(id);
    await told();
    const rescinded = await agents.senior.post(`/api/v1/applications/${id}/decisions/rescind`).send({ reason: '样例' });
    expect(rescinded.status, rescinded.text).toBe(200);
    expect(await told()).toEqual(['approval_rescinded → A']);

    await retireBlock(context.deps, cast.carrierAdmin.principal, blockId, '号段退网');
    const retiring = await told();
    expect(new Set(retiring)).toEqual(
      new Set(['block_retiring → A', 'block_retiring → B', 'block_retiring → owner', 'block_retiring → other']),
    );
  });
});
