import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { assignmentModel } from '../../src/registry/assignment-model.js';
import { createBlock } from '../../src/registry/create-block.js';
import { givenWorking } from '../lookup/number-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { OWNED_USCC, seedUsers, signInAll, type Agent, type CastName, type Seeded } from '../support/seed.js';

const NUMBER = '4008880200';
let context: TestContext;
let cast: Seeded;
let agents: Record<CastName, Agent>;

beforeAll(async () => {
  context = await createTestContext();
  cast = await seedUsers(context.deps);
  agents = await signInAll(context.deps, createApp(context.deps), cast);
  await createBlock(context.deps, cast.carrierAdmin.principal, { from: NUMBER, to: '4008880201', carrier: 'CT' });
  const holder = { uscc: OWNED_USCC, name: '样例', entityType: 'company', province: null, city: null };
  await givenWorking(context.deps, NUMBER, cast.a.id, { holder });
}, 60_000);
afterAll(() => context.close());

/** By number, in the list, and to the owner: the same. */
async function flags(): Promise<string[]> {
  const one = (await agents.agentA.get(`/api/v1/numbers/${NUMBER}`)).body as { flags: string[] };
  for (const [agent, path] of [
    [agents.carrierAdmin, '/api/v1/numbers?status=working'],
    [agents.owner, '/api/v1/owner/numbers'],
  ] as const) {
    const { items } = (await agent.get(path)).body as { items: { number: string; flags: string[] }[] };
    expect(items.find(({ number }) => number === NUMBER)?.flags, path).toEqual(one.flags);
  }
  return one.flags;
}

it('a number tells its flags as soon as they are so, and no longer', async () => {
  expect(await flags()).toEqual([]);
  expect(
    (await agents.owner.post(`/api/v1/owner/numbers/${NUMBER}/dispute`).send({ reason: '样例' })).body,
  ).toMatchObject({ flags: ['disputed'] });
  const due = (day: string) =>
    assignmentModel(context.deps.db).updateOne({ number: NUMBER, live: true }, { $set: { 'verified.due': day } });
  await due('2026-11-22');
  const exit = (status: string) => agents.carrierAdmin.patch(`/api/v1/resellers/${cast.a.id}`).send({ status });
  expect((await exit('exiting')).status).toBe(200);
  expect(await flags()).toEqual(['disputed', 'verification_overdue', 'reseller_exiting']);
  await due('2026-11-23');
  await exit('active');
  await agents.reviewer1.post(`/api/v1/numbers/${NUMBER}/dispute/settle`).send({ reason: '样例' });
  expect(await flags()).toEqual([]);
});
