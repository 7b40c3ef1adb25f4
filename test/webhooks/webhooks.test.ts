import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { eventModel } from '../../src/events/event-model.js';
import { recordEvent, SYSTEM } from '../../src/events/record-event.js';
import { leaseSequencer, sequenceEvents } from '../../src/events/sequence-events.js';
import { makeNotices } from '../../src/notices/make-notices.js';
import { noticeModel } from '../../src/notices/notice-model.js';
import { inTransaction } from '../../src/platform/mongo.js';
import { createBlock } from '../../src/registry/create-block.js';
import { deliverWebhook } from '../../src/webhooks/deliver-webhook.js';
import { deliveryModel } from '../../src/webhooks/delivery-model.js';
import { forgetDeliveries, switchOffRestored } from '../../src/webhooks/forget-deliveries.js';
import { makeDeliveries } from '../../src/webhooks/make-deliveries.js';
import { wakeWebhooks } from '../../src/webhooks/wake-webhooks.js';
import { WEBHOOK_KINDS } from '../../src/domain/webhook-kinds.js';
import { webhookModel } from '../../src/webhooks/webhook-model.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { fixtureDossier } from '../support/dossiers.js';
import { Filing } from '../support/filing.js';
import { SEEDED_PERSONAL, seedUsers, signInAll, type Agent, type CastName, type Seeded } from '../support/seed.js';
import { Receiver, signedBy, type Delivery, type Made, type Shown } from './receiver.js';

const DAY = 86_400_000;
let context: TestContext;
let cast: Seeded;
let agents: Record<CastName, Agent>;
let receiver: Receiver;
let filing: Filing;
let serial = 0;

beforeAll(async () => {
  context = await createTestContext({ env: { WEBHOOK_NETWORKS: '127.0.0.0/8' } });
  cast = await seedUsers(context.deps);
  agents = await signInAll(context.deps, createApp(context.deps), cast);
  filing = new Filing(context, agents);
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: '4008880500', to: '4008880599', carrier: 'CT' });
}, 60_000);
afterAll(() => context.close());
async function signInAgain(): Promise<void> {
  agents = await signInAll(context.deps, createApp(context.deps), cast);
}
beforeEach(async () => {
  context.deps.clock.set(TEST_NOW);
  await signInAgain();
  receiver = await new Receiver().open();
});
afterEach(async () => {
  await receiver.close();
  await webhookModel(context.deps.db).deleteMany({});
  await deliveryModel(context.deps.db).deleteMany({});
});

const wait = (milliseconds: number) =>
  context.deps.clock.set(new Date(context.deps.clock.now().getTime() + milliseconds));

async function register(agent: Agent = agents.adminA, more: object = {}): Promise<Made> {
  const answer = await agent
    .post('/api/v1/webhooks')
    .send({ name: '订单系统', url: receiver.url, kinds: WEBHOOK_KINDS, ...more });
  expect(answer.status, answer.text).toBe(201);
  return answer.body as Made;
}

/** Numbers what happened and makes messages of it, as the worker does. */
async function listen(): Promise<void> {
  const fence = await leaseSequencer(context.deps, 'test');
  while (fence !== null && (await sequenceEvents(context.deps, fence)) > 0);
  while ((await makeDeliveries(context.deps)) > 0);
}

async function tell(id: string): Promise<void> {
  await listen();
  await deliverWebhook(context.deps, id);
}

/** Something that happened to one application of a reseller, as any command records it. */
async function happened(applicationId: string, status: string, resellerId: string | null = cast.a.id): Promise<void> {
  serial += 1;
  await inTransaction(context.deps.db, () =>
    recordEvent(context.deps, {
      type: 'application.submit_compliant',
      subjects: [{ kind: 'application', id: applicationId }],
      actor: SYSTEM,
      resellerId,
      before: { status: `before ${serial}` },
      after: { status },
      version: serial,
    }),
  );
}

const applicationOf = (index: number) => String(index).padStart(24, '0');
const shown = async (id: string) => (await agents.adminA.get(`/api/v1/webhooks/${id}`)).body as Shown;
const deliveries = async (id: string) =>
  ((await agents.adminA.get(`/api/v1/webhooks/${id}/deliveries?limit=100`)).body as { items: Delivery[] }).items;

describe('an address', () => {
  it('that became private after it was registered is not called', async () => {
    const { id } = await register();
    await webhookModel(context.deps.db).updateOne({ _id: id }, { $set: { url: 'https://10.0.0.7/hook' } });
    const literal = await agents.adminA.post(`/api/v1/webhooks/${id}/test`);
    // A name that is public today may answer anything tomorrow; this one is this machine on every system.
    const strict = { ...context.deps, config: { ...context.deps.config, WEBHOOK_NETWORKS: [] } };
    await webhookModel(context.deps.db).updateOne(
      { _id: id },
      { $set: { url: receiver.url.replace('127.0.0.1', 'localhost') } },
    );
    await happened(applicationOf(1), 'in_review');
    await listen();
    await deliverWebhook(strict, id);
    expect((literal.body as Delivery).log[0]).toMatchObject({ status: null, fault: 'ADDRESS_REFUSED' });
    expect((await deliveries(id))[0]).toMatchObject({ status: 'waiting', log: [{ fault: 'ADDRESS_REFUSED' }] });
    expect(receiver.calls).toEqual([]);
  });
});

describe('what is sent', () => {
  it('is signed, names ids and statuses only, and tells the whole way of a dossier to its reseller alone', async () => {
    const own = await register();
    const foreign = await register(agents.adminB);
    const number = '4008880501';
    const application = await filing.working(number);
    await listen();
    wait(60_000);
    await deliverWebhook(context.deps, own.id);
    const of = receiver.calls.filter(({ body }) => body.data['applicationId'] === application);
    expect(of.map(({ body }) => body.type)).toContain('number.activated');
    expect(of.flatMap(({ body }) => (body.type === 'application.status_changed' ? [body.data['status']] : []))).toEqual(
      ['draft', 'in_review', 'approved'],
    );
    expect(receiver.calls.map((call) => signedBy(call, own.secret)).every((count) => count === 1)).toBe(true);
    expect(receiver.calls.map((call) => signedBy(call, foreign.secret)).every((count) => count === 0)).toBe(true);
    const all = JSON.stringify(receiver.calls);
    for (const personal of [...SEEDED_PERSONAL, '样本', 'awaiting_second', 'fraud', '91110105'])
      expect(all).not.toContain(personal);
    expect(await deliveryModel(context.deps.db).countDocuments({ webhookId: foreign.id })).toBe(0);
  });

  it('is no decision that was taken back within its ten seconds', async () => {
    const { id } = await register(agents.adminA, { kinds: ['application.status_changed'] });
    const dossier = await filing.working('4008880502');
    const event = await eventModel(context.deps.db)
      .findOne({ 'subjects.id': dossier, type: /^application\.approve/, 'after.status': 'approved' })
      .orFail()
      .lean();
    await inTransaction(context.deps.db, () =>
      recordEvent(context.deps, {
        type: 'application.decision_undone',
        subjects: [{ kind: 'application', id: dossier }],
        actor: SYSTEM,
        resellerId: cast.a.id,
        version: event.version + 1,
      }),
    );
    await tell(id);
    expect(receiver.calls.map(({ body }) => body.data['status'])).toEqual(['draft', 'in_review']);
    wait(60_000);
    await deliverWebhook(context.deps, id);
    expect(receiver.calls.map(({ body }) => body.data['status'])).not.toContain('approved');
  });

  it('is no decision that may still be taken back, also when it is asked to go out again', async () => {
    const { id } = await register(agents.adminA, { kinds: ['application.status_changed'] });
    await filing.working('4008880504');
    await listen();
    const rows = (await deliveries(id)).map(({ id: delivery }) => delivery);
    for (const delivery of rows)
      expect((await agents.adminA.post(`/api/v1/webhooks/${id}/deliveries/${delivery}/redeliver`)).status).toBe(202);
    await deliverWebhook(context.deps, id);
    expect(receiver.calls.map(({ body }) => body.data['status'])).toEqual(['draft', 'in_review']);
    wait(60_000);
    await deliverWebhook(context.deps, id);
    expect(receiver.calls.map(({ body }) => body.data['status'])).toEqual(['draft', 'in_review', 'approved']);
  });

  it('begins with the newest event where there was no webhook', async () => {
    const cursors = context.deps.db.collection('cursors');
    const cursor = { _id: 'webhooks' as never };
    await listen();
    await cursors.deleteOne(cursor);
    expect(await makeDeliveries(context.deps)).toBe(0);
    expect((await cursors.findOne(cursor))?.['seq']).toBe(
      await eventModel(context.deps.db).countDocuments({ seq: { $gt: 0 } }),
    );
    const { id } = await register();
    await happened(applicationOf(8), 'in_review');
    await tell(id);
    expect(receiver.calls.map(({ body }) => body.data['applicationId'])).toEqual([applicationOf(8)]);
  });

  it('is only of the kinds asked for, and nothing from before the registration', async () => {
    await happened(applicationOf(7), 'in_review');
    wait(1_000);
    const { id } = await register(agents.adminA, { kinds: ['document.settled'] });
    await happened(applicationOf(7), 'approved');
    await tell(id);
    expect(receiver.calls).toEqual([]);
  });

  it('is told to the reseller whose agreement is asked', async () => {
    const { id } = await register(agents.adminA, { kinds: ['consent.asked'] });
    await filing.working('4008880503');
    const { declared } = fixtureDossier('clean');
    const asked = await filing.open(agents.agentB, { kind: 'reseller_change', numbers: ['4008880503'], ...declared });
    await filing.submit(agents.agentB, asked.id);
    await tell(id);
    expect(receiver.calls.map(({ body }) => [body.type, body.data['applicationId'], body.data['numbers']])).toEqual([
      ['consent.asked', asked.id, ['4008880503']],
    ]);
  });
});

describe('delivery', () => {
  it('keeps the order of each application while another one waits for a receiver that refuses it', async () => {
    const { id } = await register();
    const [first, second] = [applicationOf(11), applicationOf(12)];
    receiver.answer = ({ body }, response) =>
      response.writeHead(body.data['applicationId'] === first && receiver.calls.length < 4 ? 500 : 200).end();
    await happened(first, 'in_review');
    await happened(second, 'in_review');
    await happened(first, 'approved');
    await happened(second, 'approved');
    await listen();
    for (let round = 0; round < 6; round += 1) {
      await deliverWebhook(context.deps, id);
      wait(3_600_000);
    }
    const heard = receiver.calls.map(
      ({ body }) => `${String(body.data['applicationId']).slice(-2)} ${String(body.data['status'])}`,
    );
    expect(heard.filter((one) => one.startsWith('12'))).toEqual(['12 in_review', '12 approved']);
    const firsts = heard.filter((one) => one.startsWith('11'));
    expect(firsts.at(-1)).toBe('11 approved');
    expect(new Set(firsts.slice(0, -1))).toEqual(new Set(['11 in_review']));
    expect(firsts.length).toBeGreaterThan(2);
    expect((await deliveries(id)).map(({ status }) => status)).toEqual(Array(4).fill('delivered'));
  });

  it('wakes only what is active and has something due', async () => {
    const { id } = await register();
    await register(agents.adminA, { kinds: ['document.settled'] });
    await happened(applicationOf(14), 'in_review');
    await listen();
    expect(await wakeWebhooks(context.deps)).toBe(1);
    await agents.adminA.patch(`/api/v1/webhooks/${id}`).send({ active: false });
    expect(await wakeWebhooks(context.deps)).toBe(0);
  });

  it('sends nothing twice that was taken, by many workers at once', async () => {
    const { id } = await register();
    for (let index = 20; index < 32; index += 1) await happened(applicationOf(index), 'in_review');
    await listen();
    await Promise.all(Array.from({ length: 6 }, () => deliverWebhook(context.deps, id)));
    const ids = receiver.calls.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([12, 12]);
  });

  it('loses and doubles nothing when the cursor did not move after the messages were kept', async () => {
    const { id } = await register();
    await happened(applicationOf(40), 'in_review');
    await listen();
    await context.deps.db.collection('cursors').updateOne({ _id: 'webhooks' as never }, { $set: { seq: 0 } });
    await listen();
    await deliverWebhook(context.deps, id);
    expect(receiver.calls.filter(({ body }) => body.data['applicationId'] === applicationOf(40))).toHaveLength(1);
  });

  it('rests longer after each refusal, and a message that comes again has the id it had', async () => {
    const { id } = await register();
    receiver.answer = (_call, response) => response.writeHead(503).end();
    await happened(applicationOf(50), 'in_review');
    await tell(id);
    await deliverWebhook(context.deps, id);
    expect(receiver.calls).toHaveLength(1);
    wait(6_000);
    await deliverWebhook(context.deps, id);
    wait(6_000);
    await deliverWebhook(context.deps, id);
    expect(receiver.calls).toHaveLength(2);
    expect(new Set(receiver.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await shown(id)).toMatchObject({ status: 'active', failures: 2, waiting: 1 });
  });

  it('is switched off after three days without success, its reseller is told, and switched on it sends all in order', async () => {
    const { id } = await register();
    receiver.answer = (_call, response) => response.writeHead(500).end();
    await happened(applicationOf(60), 'in_review');
    await happened(applicationOf(60), 'approved');
    await listen();
    for (let hours = 0; hours < 80; hours += 2) {
      await deliverWebhook(context.deps, id);
      wait(7_200_000);
    }
    expect(await shown(id)).toMatchObject({ status: 'failed', waiting: 2 });
    await listen();
    while ((await makeNotices(context.deps)) > 0);
    const told = await noticeModel(context.deps.db)
      .find({ template: 'webhook_switched_off', channel: 'in_app' })
      .lean();
    expect(told.map(({ recipient }) => recipient)).toEqual([{ kind: 'reseller', id: cast.a.id }]);
    const tries = receiver.calls.length;
    wait(10 * DAY);
    await deliverWebhook(context.deps, id);
    expect(receiver.calls).toHaveLength(tries);
    await signInAgain();
    receiver.answer = (_call, response) => response.writeHead(200).end();
    receiver.calls.length = 0;
    expect((await agents.adminA.patch(`/api/v1/webhooks/${id}`).send({ active: true })).status).toBe(200);
    await deliverWebhook(context.deps, id);
    expect(receiver.calls.map(({ body }) => body.data['status'])).toEqual(['in_review', 'approved']);
    expect(await shown(id)).toMatchObject({ status: 'active', failures: 0, waiting: 0 });
  });

  it('is switched off at once by 410', async () => {
    const { id } = await register();
    receiver.answer = (_call, response) => response.writeHead(410).end();
    await happened(applicationOf(61), 'in_review');
    await tell(id);
    expect((await shown(id)).status).toBe('gone');
  });

  it('gives up one message that is refused for days while others get through', async () => {
    const { id } = await register();
    receiver.answer = ({ body }, response) =>
      response.writeHead(body.data['applicationId'] === applicationOf(62) ? 500 : 200).end();
    await happened(applicationOf(62), 'in_review');
    for (let day = 0; day < 10; day += 1) {
      await happened(applicationOf(63 + day), 'in_review');
      await listen();
      await deliverWebhook(context.deps, id);
      wait(43_200_000);
      await deliverWebhook(context.deps, id);
      wait(43_200_000);
    }
    await signInAgain();
    const rows = await deliveries(id);
    expect(rows.filter(({ status }) => status === 'failed')).toHaveLength(1);
    expect(await shown(id)).toMatchObject({ status: 'active', waiting: 0 });
    const given = rows.find(({ status }) => status === 'failed');
    receiver.answer = (_call, response) => response.writeHead(200).end();
    const again = `/api/v1/webhooks/${id}/deliveries/${given?.id ?? ''}/redeliver`;
    expect((await agents.adminA.post(again)).status).toBe(202);
    await deliverWebhook(context.deps, id);
    expect((await deliveries(id)).filter(({ status }) => status === 'delivered')).toHaveLength(11);
  });

  it('never holds up another receiver', { timeout: 30_000 }, async () => {
    const slow = await register();
    const well = await new Receiver().open();
    const quick = await register(agents.adminA, { url: well.url });
    receiver.answer = () => undefined;
    await happened(applicationOf(80), 'in_review');
    await listen();
    expect(await wakeWebhooks(context.deps)).toBe(2);
    const waiting = deliverWebhook(context.deps, slow.id);
    await deliverWebhook(context.deps, quick.id);
    expect([well.calls.length, (await shown(quick.id)).waiting]).toEqual([1, 0]);
    await waiting;
    expect((await shown(slow.id)).waiting).toBe(1);
    await well.close();
  });
});

describe('its owner', () => {
  it('pauses and deletes it; twice is once', async () => {
    const { id } = await register();
    const path = `/api/v1/webhooks/${id}`;
    for (let time = 0; time < 2; time += 1)
      expect((await agents.adminA.patch(path).send({ active: false })).status).toBe(200);
    await happened(applicationOf(90), 'in_review');
    await tell(id);
    expect([receiver.calls.length, (await shown(id)).waiting]).toEqual([0, 1]);
    const [first, second] = await Promise.all([agents.adminA.delete(path), agents.adminA.delete(path)]);
    expect([first.status, second.status].every((status) => status === 204 || status === 404)).toBe(true);
    const types = (await eventModel(context.deps.db).find({ 'subjects.id': id }).sort({ _id: 1 }).lean()).map(
      ({ type }) => type,
    );
    expect(types).toEqual(['webhook.created', 'webhook.updated', 'webhook.deleted']);
    expect(await deliveryModel(context.deps.db).countDocuments({ webhookId: id })).toBe(0);
  });
});

describe('the data', () => {
  it('is forgotten after a month, and restored calls nobody', async () => {
    const { id } = await register();
    await happened(applicationOf(95), 'in_review');
    await listen();
    expect(await switchOffRestored(context.deps)).toBe(1);
    await deliverWebhook(context.deps, id);
    expect([receiver.calls.length, (await shown(id)).status]).toEqual([0, 'restored']);
    wait(31 * DAY);
    await forgetDeliveries(context.deps);
    expect(await deliveryModel(context.deps.db).countDocuments({ webhookId: id })).toBe(0);
  });
});
