import type { Express } from 'express';
import request from 'supertest';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { assignmentsOfNumber } from '../../src/registry/number-queries.js';
import { disconnectNumber } from '../../src/registry/disconnect-number.js';
import { returnNumber } from '../../src/registry/return-number.js';
import { givenBlock, givenWorking } from '../lookup/number-fixture.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { expectSound } from '../support/replayed.js';
import { seedUsers, signIn, type Agent, type Seeded } from '../support/seed.js';
import { ADMIN } from './hold-fixture.js';

const DAY = 86_400_000;
let context: TestContext;
let app: Express;
let cast: Seeded;
let admin: Agent;
let senior: Agent;
let number: string;
let next = 0;

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  admin = await signIn(context.deps, app, cast.carrierAdmin);
  senior = await signIn(context.deps, app, cast.senior);
  const { resellerId } = await givenBlock(context.deps, '40001234');
  await givenWorking(context.deps, '4000123499', resellerId);
  // The key that signs lookups is made with the first of them: not on a day to which later tests go back.
  expect((await request(app).get('/api/v1/lookup/4000123499')).status).toBe(200);
});
afterAll(() => context.close());
beforeEach(async () => {
  context.deps.clock.set(TEST_NOW);
  next += 1;
  number = `40001234${String(next).padStart(2, '0')}`;
  // In service since 2 March 2026, which the register learns on 23 November.
  await givenWorking(context.deps, number, cast.a.id);
});
afterEach(() => expectSound(context.deps, number));

const term = async (index = 0) => (await assignmentsOfNumber(context.deps, number))[index]?._id.toHexString() ?? '';
const propose = async (facts: object, assignmentId?: string) =>
  admin
    .post(`/api/v1/numbers/${number}/corrections`)
    .send({ assignmentId: assignmentId ?? (await term()), facts, reason: '旧台账登记日期有误' });
const decide = (answer: { body: unknown }, outcome: 'apply' | 'refuse', by = senior) =>
  by.post(`/api/v1/corrections/${(answer.body as { id: string }).id}/decision`).send({ outcome });
const accountable = async (query: string) => {
  const answer = await admin.get(`/api/v1/numbers/${number}/history?${query}`);
  expect(answer.status, answer.text).toBe(200);
  const { accountable: who } = answer.body as { accountable: { holder: { name: string }; from: string } | null };
  return who === null ? null : `${who.holder.name} ${who.from.slice(0, 10)}`;
};
const lookup = async (query = '') => request(app).get(`/api/v1/lookup/${number}${query}`);

describe('a correction', () => {
  it('moves a date: what was known before it can still be told', async () => {
    context.deps.clock.advance(5 * DAY);
    const proposed = await propose({ from: '2026-02-01T01:00:00Z' });
    expect([proposed.status, proposed.body]).toMatchObject([202, { status: 'proposed' }]);
    expect((await lookup('?on=2026-02-10')).status).toBe(404);
    const applied = await decide(proposed, 'apply');
    expect([applied.status, applied.body]).toMatchObject([200, { status: 'applied' }]);

    const name = '样例餐饮管理有限公司';
    expect(await accountable('at=2026-02-10')).toBe(`${name} 2026-02-01`);
    expect(await accountable('at=2026-02-10&knownAt=2026-11-25')).toBeNull();
    expect(await accountable('at=2026-04-01&knownAt=2026-11-25')).toBe(`${name} 2026-03-02`);
    expect(await accountable('at=2026-04-01&knownAt=2026-11-22')).toBeNull();
    const public_ = await lookup('?on=2026-02-10');
    expect([public_.status, public_.body]).toMatchObject([
      200,
      { holder: { name }, history: [{ event: 'activated', on: '2026-02-01' }] },
    ]);
    expect((await lookup()).body).toMatchObject({ history: [{ event: 'activated', on: '2026-02-01' }] });
  });

  it('of the holder shows at once, and the history keeps what stood there', async () => {
    await lookup();
    context.deps.clock.advance(DAY);
    const proposed = await propose({ holder: { name: '样例餐饮管理集团有限公司', uscc: '91110105MA0000015F' } });
    await decide(proposed, 'apply');
    expect((await lookup()).body).toMatchObject({
      holder: { name: '样例餐饮管理集团有限公司', uscc: '91110105MA0000015F' },
    });
    expect(await accountable('knownAt=2026-11-23')).toBe('样例餐饮管理有限公司 2026-03-02');
    expect(await accountable('')).toBe('样例餐饮管理集团有限公司 2026-03-02');
  });

  it('needs another person, is decided once, and changes nothing when refused', async () => {
    const proposed = await propose({ from: '2026-02-01T01:00:00Z' });
    expect((await propose({ from: '2026-02-02T01:00:00Z' })).body).toMatchObject({ code: 'CORRECTION_ALREADY_OPEN' });
    expect((await decide(proposed, 'apply', admin)).body).toMatchObject({ code: 'SECOND_APPROVER_REQUIRED' });
    const answers = await Promise.all([1, 2, 3].map(() => decide(proposed, 'refuse')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(await accountable('')).toBe('样例餐饮管理有限公司 2026-03-02');
  });

  it.each([
    [{ until: '2026-10-01T00:00:00Z' }, 'facts.until', 'STILL_HELD'],
    [{ from: '2026-12-01T00:00:00Z' }, 'facts.from', 'IN_FUTURE'],
    [{ holder: { entityType: 'sole_trader', name: '张三小吃店' } }, 'facts.publicName', 'REQUIRED'],
    [{}, 'facts', 'NOTHING_TO_CORRECT'],
  ])('%j is refused', async (facts, path, code) => {
    const { body } = (await propose(facts)) as { body: { errors: { message: string }[] } };
    expect(body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ path, code }] });
    expect(body.errors[0]?.message).not.toMatch(/^[A-Z_]+$/);
  });

  it('never makes two holders of one time, also when the number moved on before the decision', async () => {
    context.deps.clock.advance(DAY);
    await disconnectNumber(context.deps, ADMIN, number, '样例');
    context.deps.clock.advance(DAY);
    const proposed = await propose({ until: '2026-11-25T01:00:00Z' });
    expect(proposed.status).toBe(202);
    context.deps.clock.set(new Date('2026-11-25T00:00:00Z'));
    await returnNumber(context.deps, ADMIN, number, { reason: '样例' });
    context.deps.clock.advance(3 * DAY);
    expect((await decide(proposed, 'apply')).body).toMatchObject({ code: 'CONFLICT' });
    const second = await term(1);
    expect((await propose({ from: '2026-11-24T00:00:00Z' }, second)).body).toMatchObject({
      errors: [{ path: 'facts.from', code: 'OVERLAPS' }],
    });
  });
});
