import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { WEBHOOK_KINDS } from '../../src/domain/webhook-kinds.js';
import { eventModel } from '../../src/events/event-model.js';
import { deliverWebhook } from '../../src/webhooks/deliver-webhook.js';
import { deliveryModel } from '../../src/webhooks/delivery-model.js';
import { webhookModel } from '../../src/webhooks/webhook-model.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { seedUsers, signInAll, type Agent, type CastName } from '../support/seed.js';
import { Receiver, signedBy, type Delivery, type Made } from './receiver.js';

let context: TestContext;
let agents: Record<CastName, Agent>;
let receiver: Receiver;

beforeAll(async () => {
  context = await createTestContext({ env: { WEBHOOK_NETWORKS: '127.0.0.0/8' } });
  agents = await signInAll(context.deps, createApp(context.deps), await seedUsers(context.deps));
}, 60_000);
afterAll(() => context.close());
beforeEach(async () => {
  context.deps.clock.set(TEST_NOW);
  receiver = await new Receiver().open();
});
afterEach(async () => {
  await receiver.close();
  await webhookModel(context.deps.db).deleteMany({});
});

const wait = (milliseconds: number) =>
  context.deps.clock.set(new Date(context.deps.clock.now().getTime() + milliseconds));

async function register(agent: Agent = agents.adminA): Promise<Made> {
  const answer = await agent
    .post('/api/v1/webhooks')
    .send({ name: '订单系统', url: receiver.url, kinds: WEBHOOK_KINDS });
  expect(answer.status, answer.text).toBe(201);
  return answer.body as Made;
}

describe('the owner of a webhook', () => {
  it('changes the secret: for a day both sign, then the new one alone', async () => {
    const { id, secret } = await register();
    const rotated = (await agents.adminA.post(`/api/v1/webhooks/${id}/secret`)).body as { secret: string };
    await agents.adminA.post(`/api/v1/webhooks/${id}/test`);
    wait(25 * 3_600_000);
    await agents.adminA.post(`/api/v1/webhooks/${id}/test`);
    expect(receiver.calls.map((call) => [signedBy(call, secret), signedBy(call, rotated.secret)])).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  it('changes it again within the day: never more than two sign', async () => {
    const { id, secret } = await register();
    const rotate = async () =>
      ((await agents.adminA.post(`/api/v1/webhooks/${id}/secret`)).body as { secret: string }).secret;
    const [second, third] = [await rotate(), await rotate()];
    await agents.adminA.post(`/api/v1/webhooks/${id}/test`);
    expect(receiver.calls.map((call) => [secret, second, third].map((one) => signedBy(call, one)))).toEqual([
      [0, 1, 1],
    ]);
  });

  it('does not get the secret again by repeating the request', async () => {
    const body = { name: '订单系统', url: receiver.url, kinds: WEBHOOK_KINDS };
    const create = () => agents.adminA.post('/api/v1/webhooks').set('Idempotency-Key', 'webhook-once').send(body);
    const [first, again] = [await create(), await create()];
    const { secret, ...rest } = first.body as Made;
    expect([first.status, again.status, secret.startsWith('whsec_')]).toEqual([201, 201, true]);
    expect(again.body).toEqual(rest);
    const path = `/api/v1/webhooks/${rest.id}/secret`;
    const rotate = () => agents.adminA.post(path).set('Idempotency-Key', 'rotate-once');
    const [rotated, repeated] = [await rotate(), await rotate()];
    expect(Object.keys(rotated.body as object).toSorted()).toEqual(['previousUntil', 'secret']);
    expect(Object.keys(repeated.body as object)).toEqual(['previousUntil']);
  });

  it('tries an address by the button so often an hour, no more', async () => {
    const { id } = await register(agents.adminB);
    const answers: number[] = [];
    for (let time = 0; time < 61; time += 1)
      answers.push((await agents.adminB.post(`/api/v1/webhooks/${id}/test`)).status);
    expect(answers.indexOf(429)).toBe(60);
    expect(receiver.calls).toHaveLength(60);
  });

  it('never sees a secret again, nor does an event or the database hold it', async () => {
    const { id, secret } = await register();
    const seen = await agents.adminA.get('/api/v1/webhooks');
    const stored = JSON.stringify([
      await webhookModel(context.deps.db).find({}).lean(),
      await eventModel(context.deps.db).find({ 'subjects.id': id }).lean(),
    ]);
    expect(seen.text + stored).not.toContain(secret.replace('whsec_', ''));
  });
});

describe('a call', () => {
  it('does not follow a redirect', async () => {
    const elsewhere = await new Receiver().open();
    const { id } = await register();
    receiver.answer = (_call, response) => response.writeHead(307, { Location: elsewhere.url }).end();
    const answer = await agents.adminA.post(`/api/v1/webhooks/${id}/test`);
    expect(answer.body).toMatchObject({ status: 'failed', log: [{ status: 307 }] });
    expect(elsewhere.calls).toEqual([]);
    const { id: test } = answer.body as Delivery;
    const again = await agents.adminA.post(`/api/v1/webhooks/${id}/deliveries/${test}/redeliver`);
    expect(again.body).toMatchObject({ status: 409, code: 'WRONG_STATE' });
    await elsewhere.close();
  });

  it('does not wait for a receiver that never answers longer than ten seconds', { timeout: 20_000 }, async () => {
    const { id } = await register();
    receiver.answer = () => undefined;
    const begun = Date.now();
    const answer = await agents.adminA.post(`/api/v1/webhooks/${id}/test`);
    expect(answer.body).toMatchObject({ status: 'failed', log: [{ status: null, fault: 'TIMEOUT' }] });
    expect(Date.now() - begun).toBeLessThan(12_000);
  });

  it('reaches a lane behind more resting ones than are looked at together', async () => {
    const { id } = await register();
    const later = new Date(TEST_NOW.getTime() + 86_400_000);
    const row = (lane: string, notBefore: Date, seq: number) => ({
      webhookId: id,
      occasion: lane,
      kind: 'application.status_changed',
      facts: { status: 'in_review' },
      lane,
      seq,
      happenedAt: TEST_NOW,
      status: 'waiting' as const,
      undo: null,
      notBefore,
      triedSince: null,
      attempts: 0,
      log: [],
      createdAt: TEST_NOW,
    });
    const resting = Array.from({ length: 1_200 }, (_one, index) => row(`resting ${index}`, later, 0));
    await deliveryModel(context.deps.db).insertMany([...resting, row('due', TEST_NOW, 1)]);
    await deliverWebhook(context.deps, id);
    expect(receiver.calls).toHaveLength(1);
  });
});
