import { afterAll, beforeAll, expect, it } from 'vitest';
import { DomainError } from '../../src/domain/errors.js';
import { createBlock } from '../../src/registry/create-block.js';
import { givenWorking } from '../lookup/number-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { expectOneHolderThroughout } from '../support/holders.js';
import { expectSound } from '../support/replayed.js';
import { OWNED_USCC } from '../support/seed.js';
import { ADMIN } from './hold-fixture.js';
import { ACTS } from './life-acts.js';
import { spareSlots, type Act } from './life-model.js';
import { World } from './life-world.js';

/** Two different commands on one number at once, every pair: whoever wins, state and events agree and nothing is torn. */
let context: TestContext;
let world: World;
let next = 4007700000;

beforeAll(async () => {
  context = await createTestContext();
  world = await World.open(context);
  await createBlock(context.deps, ADMIN, { from: '4007700000', to: '4007700499', carrier: 'CU' });
}, 120_000);
afterAll(async () => {
  await world.close();
  await context.close();
});

/** On a number in service that carries a hold, an emergency stop, and a dispute that somebody proposes to uphold. */
const BEFORE = ['hold carrier', 'emergency stop', 'dispute', 'propose to uphold'];
const AT_ONCE = [
  'hold authority_order',
  'lift carrier',
  'postpone',
  'refuse the stop',
  'disconnect',
  'announce',
  'correct',
  'confirm the upholding',
  'refuse the upholding',
];
const PAIRS = AT_ONCE.flatMap((one, index) => AT_ONCE.slice(index + 1).map((other) => [one, other] as const));

function act(name: string): Act {
  const found = ACTS[name];
  if (found === undefined) throw new TypeError(`no act ${name}`);
  return found;
}

it.each(PAIRS)('%s and %s', { timeout: 60_000 }, async (one, other) => {
  const number = String(next++);
  await givenWorking(context.deps, number, world.cast.a.id);
  const [slot] = spareSlots([number], world.cast.a.id);
  if (slot === undefined) throw new TypeError('no slot');
  Object.assign(slot, { status: 'working', holder: OWNED_USCC, terms: 1, due: '2028-03-02' });
  for (const name of BEFORE) {
    await act(name).run(world, slot);
    act(name).then(slot, world);
  }
  const answers = await Promise.allSettled([act(one).run(world, slot), act(other).run(world, slot)]);
  const faults = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
  for (const fault of faults) expect(fault).toBeInstanceOf(DomainError);
  expect(faults.length, 'one of them at least is done').toBeLessThan(2);
  await expectSound(context.deps, number);
  await expectOneHolderThroughout(context.deps, number);
});
