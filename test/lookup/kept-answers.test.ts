import { setTimeout as pause } from 'node:timers/promises';
import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createApp } from '../../src/app.js';
import type { Deps } from '../../src/deps.js';
import { EventFeed } from '../../src/events/event-feed.js';
import { AnswerCache } from '../../src/lookup/answer-cache.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { liftHold } from '../../src/registry/lift-hold.js';
import { numberModel } from '../../src/registry/number-model.js';
import { placeHold } from '../../src/registry/place-hold.js';
import { ADMIN } from '../registry/hold-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { logEverything } from '../transparency/log-fixture.js';
import { givenBlock, givenWorking } from './number-fixture.js';

const NUMBER = '4000123400';
const HOLD = {
  kind: 'owner_request' as const,
  reason: '搬迁',
  remedy: null,
  documentsRequired: [],
  expectedRecovery: null,
};

let context: TestContext;
let app: Express;
/** Another process, as far as a connection, a change stream and a cache of its own make one. */
let other: Deps;
let otherApp: Express;

beforeAll(async () => {
  context = await createTestContext();
  const { deps } = context;
  const { resellerId } = await givenBlock(deps, NUMBER.slice(0, 8));
  await givenWorking(deps, NUMBER, resellerId);
  await logEverything(deps);
  const db = await connectMongo(deps.config.MONGODB_URI);
  const feed = new EventFeed(db, deps.logger);
  other = { ...deps, db, feed, answers: new AnswerCache({ db, feed, clock: deps.clock }, 2 ** 20) };
  [app, otherApp] = [createApp(deps), createApp(other)];
});
afterAll(async () => {
  await other.feed.close();
  await other.db.close();
  await context.close();
});

const get = (from: Express, headers: Record<string, string> = {}) =>
  request(from).get(`/api/v1/lookup/${NUMBER}`).set(headers);
const statusOf = async (from: Express) => ((await get(from)).body as { status: string }).status;
/** Asks until the answer is kept in memory. */
const warm = (deps: Deps, from: Express) =>
  vi.waitFor(
    async () => {
      await get(from);
      expect(deps.answers.find(NUMBER, 'zh')).not.toBeNull();
    },
    { timeout: 15_000, interval: 50 },
  );

beforeEach(() => warm(other, otherApp), 30_000);

it('a kept answer is the same to the byte, with the same tag, and 304 to whoever has it', async () => {
  await warm(context.deps, app);
  const [fast, slow] = [await get(app), await request(app).get('/api/v1/lookup/400-012-3400')];
  expect(fast.text).toBe(slow.text);
  expect(fast.headers['etag']).toBe(slow.headers['etag']);
  expect(fast.headers).toMatchObject({
    'cache-control': 'public, max-age=30',
    'content-language': 'zh-CN',
    'access-control-allow-origin': '*',
    'x-content-type-options': 'nosniff',
    vary: 'Accept-Language',
  });
  const again = await get(app, { 'If-None-Match': String(fast.headers['etag']) });
  expect([again.status, again.text]).toEqual([304, '']);
  expect((await get(app, { 'Accept-Language': 'en' })).headers['content-language']).toBe('en');
});

it('is read from the database once, and never when it is kept', async () => {
  const reads = vi.spyOn(numberModel(other.db), 'findOne');
  await get(otherApp);
  expect(reads).not.toHaveBeenCalled();
  reads.mockRestore();
});

it('shows a change at once in the process that made it, and within a second in every other', async () => {
  await warm(context.deps, app);
  await placeHold(context.deps, ADMIN, NUMBER, HOLD);
  expect(await statusOf(app)).toBe('suspended');
  await vi.waitFor(async () => expect(await statusOf(otherApp)).toBe('suspended'), { timeout: 1_000, interval: 10 });
  await logEverything(context.deps);
  await warm(other, otherApp);
  await liftHold(context.deps, ADMIN, NUMBER, undefined);
  expect(await statusOf(app)).toBe('working');
  await vi.waitFor(async () => expect(await statusOf(otherApp)).toBe('working'), { timeout: 1_000, interval: 10 });
  await logEverything(context.deps);
});

it('is not used when the change stream has fallen silent', async () => {
  await other.feed.close();
  await pause(1_000);
  expect(other.answers.find(NUMBER, 'zh')).toBeNull();
  await placeHold(context.deps, ADMIN, NUMBER, HOLD);
  expect(await statusOf(otherApp)).toBe('suspended');
}, 30_000);
