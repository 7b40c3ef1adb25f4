import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventModel } from '../../src/events/event-model.js';
import { SYSTEM } from '../../src/events/record-event.js';
import { moveOperation } from '../../src/operations/move-operation.js';
import { planImport } from '../../src/operations/plan-import.js';
import { runOperation } from '../../src/operations/run-operation.js';
import { createBlock } from '../../src/registry/create-block.js';
import { numberModel } from '../../src/registry/number-model.js';
import { registerRow, registerSheet, usccOf } from '../operations/register-file.js';
import { givenBlock, givenWorking } from '../lookup/number-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { endLives, startLife } from '../support/life.js';
import { expectSound } from '../support/replayed.js';
import { seedReseller } from '../support/seed.js';
import { ADMIN } from './hold-fixture.js';

/** `KILLS=10 npx vitest run test/registry/killed.test.ts`: ten points in the life of every command. */
const KILLS = Number(process.env['KILLS'] ?? 2);
const PREFIX = '40001234';
const IN_SERVICE = [1, 2, 3, 5, 6, 7, 8, 10];
const ALL = Array.from({ length: 13 }, (_, index) => `${PREFIX}${String(index).padStart(2, '0')}`);
/** Of an entity, and of a reseller, that are stopped as a whole. */
const [OF_ENTITY, OF_RESELLER] = [`${PREFIX}11`, `${PREFIX}12`];
/** A block of three that is retired and taken back again and again. */
const RETIRING = ['4000123590', '4000123591', '4000123592'];
const IMPORTED = ['4008100100', '4008100101', '4008100102', '4008100103'];
/** Of two companies that are merged and parted. */
const MERGED = ['4008100600', '4008100603'];
/** What each loop of the child does leaves events of these types. */
const TYPES = [
  'number.reserved',
  'number.reservation_released',
  'number.suspended',
  'number.reinstated',
  'number.hold_lift_proposed',
  'number.hold_postponed',
  'number.disconnected',
  'number.returned',
  'number.blocked',
  'number.unblocked',
  'number.disconnection_announced',
  'number.disconnection_cancelled',
  'block.retirement_announced',
  'block.numbers_retired',
  'block.retirement_cancelled',
  'emergency.stopped',
  'emergency.refused',
  'reseller.status_changed',
  'number.disputed',
  'number.dispute_settled',
  'number.dispute_uphold_proposed',
  'number.dispute_uphold_refused',
  'number.dispute_upheld',
  'correction.proposed',
  'number.assignment_corrected',
  'number.quarantined',
  'number.requalified',
  'block.created',
  'number.imported',
  'number.import_undone',
  'entity.merge_proposed',
  'entity.merged',
  'entity.merge_undone',
];
let context: TestContext;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  context = await createTestContext({ now: new Date(), keepDatabase: true });
  const { deps } = context;
  const { resellerId } = await givenBlock(deps, PREFIX);
  for (const index of IN_SERVICE) await givenWorking(deps, ALL[index] ?? '', resellerId);
  const holder = { uscc: usccOf(900), name: '样例', entityType: 'company', province: null, city: null };
  await givenWorking(deps, OF_ENTITY, resellerId, { holder });
  const other = await seedReseller(deps, { name: '另一样例代理', uscc: usccOf(901) });
  await givenWorking(deps, OF_RESELLER, other.id);
  const block = await createBlock(deps, ADMIN, { from: '4000123590', to: '4000123592', carrier: 'CU' });
  // Imported ones lie in a block, so that they are there also while they are taken out.
  await createBlock(deps, ADMIN, { from: '4008100100', to: '4008100103', carrier: 'CT' });
  const bytes = await registerSheet([registerRow(600), registerRow(603)]);
  const planned = await planImport(deps, { bytes, author: SYSTEM, reason: '样例' });
  await runOperation(deps, await moveOperation(deps, planned, 'running'));
  const { MONGODB_URI, REDIS_URL, UPLOADS_DIR, MASTER_KEY } = deps.config;
  env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    NODE_ENV: 'test',
    MONGODB_URI,
    REDIS_URL,
    UPLOADS_DIR,
    MASTER_KEY,
    LOG_LEVEL: 'silent',
    KILL_PREFIX: PREFIX,
    KILL_RETIRING: '40001235',
    KILL_RESELLER: resellerId,
    KILL_BLOCK: block.id,
    KILL_OTHER_RESELLER: other.id,
    KILL_ENTITY: holder.uscc,
  };
}, 180_000);
afterAll(async () => {
  endLives();
  await context.close();
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function unseenTypes(): Promise<string[]> {
  const seen = await eventModel(context.deps.db).distinct('type');
  return TYPES.filter((type) => !seen.includes(type));
}

/** The last life goes on until every loop has been through all of its steps. */
async function killOnce(last: boolean): Promise<void> {
  const { child, said, kill } = await startLife('test/registry/kill-child.ts', env);
  // By what was done, not by time: a busy machine is slow. Then a moment more, so that the point is any.
  const count = () => eventModel(context.deps.db).estimatedDocumentCount();
  const enough = (await count()) + 60 + Math.random() * 60;
  while (child.exitCode === null && (await count()) < enough) await pause(20);
  while (last && child.exitCode === null && (await unseenTypes()).length > 0) await pause(100);
  await pause(Math.random() * 100);
  expect(child.exitCode, said()).toBeNull();
  await kill();
}

it(
  'every command killed with -9 at any point: state and events agree, and the next life goes on',
  { timeout: Math.max(120_000, KILLS * 90_000) },
  async () => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      await killOnce(kill === KILLS - 1);
      const made = await numberModel(context.deps.db).distinct('_id', { _id: /^400124/ });
      for (const number of [...ALL, ...RETIRING, ...IMPORTED, ...MERGED, ...made])
        await expectSound(context.deps, number);
    }
    expect(await unseenTypes()).toEqual([]);
    if (process.env['KILLS'] !== undefined)
      console.info(`${KILLS} kills, ${await eventModel(context.deps.db).countDocuments({})} events`);
  },
);
