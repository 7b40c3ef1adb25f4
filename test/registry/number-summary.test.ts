import type { Express } from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { userModel } from '../../src/accounts/user-model.js';
import { createApp } from '../../src/app.js';
import { createBlock } from '../../src/registry/create-block.js';
import { blockList } from '../../src/registry/lifecycle-schemas.js';
import { numberModel } from '../../src/registry/number-model.js';
import { numberList, numberSummary } from '../../src/registry/registry-schemas.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { seedUsers, signIn, type CastName, type Seeded } from '../support/seed.js';

let context: TestContext;
let app: Express;
let cast: Seeded;
const get = async (name: CastName, path: string) => (await signIn(context.deps, app, cast[name])).get(`/api/v1${path}`);

beforeAll(async () => {
  context = await createTestContext();
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  const { principal } = cast.carrierAdmin;
  await createBlock(context.deps, principal, { from: '4008880000', to: '4008880009', carrier: 'CT' });
  await createBlock(context.deps, principal, { from: '4001230000', to: '4001230004', carrier: 'CM' });
  const working = { status: 'working' as const, resellerId: cast.a.id };
  await numberModel(context.deps.db).updateMany({ _id: { $lte: '4001230001' } }, { $set: working });
  await numberModel(context.deps.db).updateOne({ _id: '4008880000' }, { $set: { ...working, resellerId: cast.b.id } });
});
afterAll(() => context.close());

it('counts numbers by status, of all and of one reseller', async () => {
  const all = numberSummary.parse((await get('auditor', '/numbers/summary')).body);
  expect(all).toEqual({ total: 15, byStatus: { spare: 12, working: 3 } });
  const own = numberSummary.parse((await get('reviewer1', `/numbers/summary?resellerId=${cast.a.id}`)).body);
  expect(own).toEqual({ total: 2, byStatus: { working: 2 } });
});

it('counts within the carriers of who asks', async () => {
  await userModel(context.deps.db).updateOne({ _id: cast.reviewer2.id }, { $set: { 'scope.carriers': ['CM'] } });
  expect((await get('reviewer2', '/numbers/summary')).body).toEqual({ total: 5, byStatus: { spare: 3, working: 2 } });
});

it('lists the numbers of one reseller, to itself never another’s', async () => {
  const numbers = async (name: CastName, resellerId: string) =>
    numberList.parse((await get(name, `/numbers?resellerId=${resellerId}`)).body).items.map(({ number }) => number);
  expect(await numbers('carrierAdmin', cast.a.id)).toEqual(['4001230000', '4001230001']);
  expect(await numbers('agentB', cast.b.id)).toEqual(['4008880000']);
  expect(await numbers('agentB', cast.a.id)).toEqual([]);
});

it('shows auditors the blocks, which they cannot change', async () => {
  const { items } = blockList.parse((await get('auditor', '/numbers/blocks')).body);
  expect(items.map(({ numbers }) => numbers)).toEqual([
    { spare: 3, working: 2 },
    { spare: 9, working: 1 },
  ]);
});
