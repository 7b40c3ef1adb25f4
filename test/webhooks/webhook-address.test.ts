import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { seedUsers, signIn, type Agent } from '../support/seed.js';

let context: TestContext;
let admin: Agent;
let stranger: Agent;

beforeAll(async () => {
  context = await createTestContext();
  const cast = await seedUsers(context.deps);
  admin = await signIn(context.deps, createApp(context.deps), cast.adminA);
  stranger = await signIn(context.deps, createApp(context.deps), cast.adminB);
}, 60_000);
afterAll(() => context.close());

describe('an address', () => {
  it.each([
    ['http://example.com/hook', 'WEBHOOK_URL_NOT_HTTPS'],
    ['https://10.0.0.7/hook', 'WEBHOOK_URL_NOT_PUBLIC'],
    ['https://192.168.1.1/hook', 'WEBHOOK_URL_NOT_PUBLIC'],
    ['https://169.254.169.254/latest/meta-data', 'WEBHOOK_URL_NOT_PUBLIC'],
    ['https://100.64.0.1/hook', 'WEBHOOK_URL_NOT_PUBLIC'],
    ['https://0.0.0.0/hook', 'WEBHOOK_URL_NOT_PUBLIC'],
    ['https://[::1]/hook', 'WEBHOOK_URL_NOT_PUBLIC'],
    ['https://[fe80::1]/hook', 'WEBHOOK_URL_NOT_PUBLIC'],
    ['https://[fd00::1]/hook', 'WEBHOOK_URL_NOT_PUBLIC'],
    ['https://[::ffff:10.0.0.1]/hook', 'WEBHOOK_URL_NOT_PUBLIC'],
    ['https://[64:ff9b::a00:1]/hook', 'WEBHOOK_URL_NOT_PUBLIC'],
    ['https://167772167/hook', 'WEBHOOK_URL_NOT_PUBLIC'],
    ['https://user:secret@93.184.215.14/hook', 'WEBHOOK_URL_CREDENTIALS'],
    ['ftp://93.184.215.14/hook', 'WEBHOOK_URL_MALFORMED'],
    ['not an address', 'WEBHOOK_URL_MALFORMED'],
  ])('%s is refused: %s', async (url, code) => {
    const answer = await admin.post('/api/v1/webhooks').send({ name: 'a', url, kinds: ['document.settled'] });
    expect(answer.status).toBe(422);
    expect((answer.body as { errors: { code: string }[] }).errors.map((error) => error.code)).toContain(code);
  });

  it('is one of ten at most, however many are registered at once', async () => {
    const body = { name: 'a', url: 'https://93.184.215.14/hook', kinds: ['document.settled'] };
    const answers = await Promise.all(Array.from({ length: 13 }, () => admin.post('/api/v1/webhooks').send(body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array<number>(10).fill(201), 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'WEBHOOK_CAP_REACHED' });
  });
});

it('another reseller sees nothing of it', async () => {
  const { items } = (await admin.get('/api/v1/webhooks')).body as { items: { id: string }[] };
  expect((await stranger.get(`/api/v1/webhooks/${items[0]?.id ?? ''}/deliveries`)).status).toBe(404);
  expect(((await stranger.get('/api/v1/webhooks')).body as { items: unknown[] }).items).toEqual([]);
});
