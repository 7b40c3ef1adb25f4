import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lookupRoutes } from '../../src/lookup/lookup-routes.js';
import { challengeFor, solve, solvedToken, type Challenge } from '../../src/lookup/proof-of-work.js';
import { MinuteBudget } from '../../src/lookup/lookup-limits.js';
import { appOf, createTestContext, type TestContext } from '../support/app.js';
import { givenBlock, givenWorking } from './number-fixture.js';

const NUMBER = '4000123400';
let context: TestContext;
let app: Express;

beforeAll(async () => {
  context = await createTestContext();
  const { resellerId } = await givenBlock(context.deps, NUMBER.slice(0, 8));
  await givenWorking(context.deps, NUMBER, resellerId);
  app = appOf(context.deps, lookupRoutes(context.deps));
});
afterAll(() => context.close());

const get = (number: string, headers: Record<string, string> = {}) =>
  request(app).get(`/api/v1/lookup/${number}`).set(headers);

it('whoever tries number after number is stopped, still sees known ones, and goes on with a solved puzzle', async () => {
  let refused = await get('4000123410');
  for (let index = 1; refused.status === 404 && index < 70; index += 1) refused = await get(`40001234${10 + index}`);
  expect([refused.status, refused.body]).toMatchObject([429, { code: 'RATE_LIMITED' }]);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await get(NUMBER)).status).toBe(200);

  const { challenge } = refused.body as { challenge: Challenge & { header: string } };
  const pass = { [challenge.header]: solve(challenge) };
  expect((await get('4000123499', pass)).status).toBe(404);
  expect((await get('4000123499', { [challenge.header]: `${challenge.token}:0` })).status).toBe(429);
  let last = 404;
  for (let index = 0; last === 404 && index < 40; index += 1) last = (await get('4000123499', pass)).status;
  expect(last).toBe(429);
});

it('a pass is good for its address and its time, unaltered', () => {
  const key = Buffer.alloc(32, 1);
  const now = new Date('2026-11-23T02:00:00Z');
  const solution = solve(challengeFor(key, 'here', now));
  expect(solvedToken(key, 'here', now, solution)).not.toBeNull();
  expect(solvedToken(key, 'there', now, solution)).toBeNull();
  expect(solvedToken(Buffer.alloc(32, 2), 'here', now, solution)).toBeNull();
  expect(solvedToken(key, 'here', new Date(now.getTime() + 601_000), solution)).toBeNull();
  expect(solvedToken(key, 'here', now, solution.replace(/^\d/, '9'))).toBeNull();
  expect(solvedToken(key, 'here', now, 'nonsense')).toBeNull();
});

it('memory’s budget is for each address and each minute', () => {
  const budget = new MinuteBudget(2);
  expect(['a', 'a', 'a', 'b'].map((address) => budget.take(address, 5))).toEqual([true, true, false, true]);
  expect(budget.take('a', 60_005)).toBe(true);
});

it('memory’s budget is for a whole IPv6 network, which one subscriber has', () => {
  const budget = new MinuteBudget(2);
  const asked = ['2001:db8:1:2::1', '2001:db8:1:2::2', '2001:db8:1:2:3::1', '2001:db8:1:3::1'];
  expect(asked.map((address) => budget.take(address, 5))).toEqual([true, true, false, true]);
});
