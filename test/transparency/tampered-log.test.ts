import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventModel } from '../../src/events/event-model.js';
import { assignmentModel } from '../../src/registry/assignment-model.js';
import { placeHold } from '../../src/registry/place-hold.js';
import { countLogFaults } from '../../src/transparency/log-alarm.js';
import { logCheckpointModel } from '../../src/transparency/log-checkpoint-model.js';
import { logFaultModel } from '../../src/transparency/log-fault-model.js';
import { openLog } from '../../src/transparency/log-identity.js';
import { logLeafModel } from '../../src/transparency/log-leaf-model.js';
import { logTileModel } from '../../src/transparency/log-tile-model.js';
import { logTreeModel } from '../../src/transparency/log-tree-model.js';
import { checkpointText, signNote } from '../../src/transparency/note.js';
import { watchNumbers } from '../../src/transparency/watch-numbers.js';
import { watchTree } from '../../src/transparency/watch-tree.js';
import { givenBlock, givenWorking } from '../lookup/number-fixture.js';
import { ADMIN } from '../registry/hold-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { logEverything, serveLog } from './log-fixture.js';
import { fsck, runFsck, runVerifyLog } from './outside-verifiers.js';

const PREFIX = '40001234';
const numberAt = (index: number) => `${PREFIX}${String(index).padStart(2, '0')}`;
/** More than one tile: 100 numbers in service, each with an application's chain, and a hold on some. */
const NUMBERS = 100;
const HELD = 60;
const TORTURE = process.env['LOG_TORTURE'] === '1';

let context: TestContext;
let served: { url: string; close: () => Promise<void> };
let folder: string;

beforeAll(async () => {
  context = await createTestContext();
  const { deps } = context;
  const { resellerId } = await givenBlock(deps, PREFIX);
  for (let index = 0; index < NUMBERS; index += 1) await givenWorking(deps, numberAt(index), resellerId);
  await logEverything(deps);
  const hold = {
    kind: 'owner_request' as const,
    reason: '搬迁',
    remedy: null,
    documentsRequired: [],
    expectedRecovery: null,
  };
  for (let index = 0; index < HELD; index += 1) await placeHold(deps, ADMIN, numberAt(index), hold);
  await logEverything(deps);
  served = await serveLog(deps);
  folder = await mkdtemp(join(tmpdir(), 'verify-log-'));
}, 120_000);
afterAll(async () => {
  await served.close();
  await context.close();
  await rm(folder, { recursive: true });
});

/** One whole pass of both walks, in the steps that sweeps take. */
async function watch(): Promise<string[]> {
  const { deps } = context;
  deps.clock.advance(1_000);
  for (let step = 0; step < 3; step += 1) await watchTree(deps, 1);
  for (let step = 0; step < 4; step += 1) await watchNumbers(deps, 40);
  return (await logFaultModel(deps.db).find({}).sort({ _id: 1 }).lean()).map(({ _id }) => _id);
}

const verifyLog = () => runVerifyLog(served.url, '--state', join(folder, 'state.json'));

it('a log that nobody touched is accepted by all, again and again', { timeout: 60_000 }, async () => {
  expect(await watch()).toEqual([]);
  expect(await watch()).toEqual([]);
  const first = await verifyLog();
  expect([first.status, first.output]).toEqual([0, expect.stringContaining('first look') as string]);
  if (fsck !== null) expect(await runFsck(fsck, served.url)).toContain('Successfully fsck');
});

interface Tampering {
  /** Does the damage and says how to undo it. */
  readonly damage: () => Promise<() => Promise<unknown>>;
  readonly monitor: RegExp;
  /** What anybody sees from outside; null when only the register itself can tell. */
  readonly outside: string | null;
}

const leaves = () => logLeafModel(context.deps.db);
const leafOf = async (number: string) => leaves().findOne({ subject: number, newest: true }).orFail().lean();

const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  'a tampered tile': {
    damage: async () => {
      const tiles = logTileModel(context.deps.db);
      const tile = await tiles.findOne({ _id: '0/0' }).orFail();
      const hashes = Buffer.from(tile.hashes);
      await tiles.updateOne(
        { _id: '0/0' },
        { $set: { hashes: Buffer.from(hashes.map((byte, at) => (at === 99 ? byte ^ 1 : byte))) } },
      );
      return () => tiles.updateOne({ _id: '0/0' }, { $set: { hashes } });
    },
    monitor: /^tile\/0\/0$/,
    outside: 'Tile 0/0 does not fit the entries below it.',
  },
  'a tampered registry row': {
    damage: async () => {
      const assignments = assignmentModel(context.deps.db);
      const filter = { number: numberAt(7) };
      const { publicName } = await assignments.findOne(filter).orFail().lean();
      await assignments.updateOne(filter, { $set: { publicName: '别的公司' } });
      return () => assignments.updateOne(filter, { $set: { publicName } });
    },
    monitor: /^number\/4000123407$/,
    outside: null,
  },
  'a removed leaf': {
    damage: async () => {
      const leaf = await leafOf(numberAt(90));
      await leaves().deleteOne({ _id: leaf._id });
      return () => leaves().insertMany([leaf]);
    },
    monitor: /^(entries\/0|number\/4000123490)$/,
    outside: 'Leaves are missing',
  },
  'a swapped salt': {
    damage: async () => {
      const [a, b] = [await leafOf(numberAt(1)), await leafOf(numberAt(2))];
      const set = (leaf: { _id: number }, salt: string | null) =>
        leaves().updateOne({ _id: leaf._id }, { $set: { salt } });
      await set(a, b.salt);
      await set(b, a.salt);
      return async () => {
        await set(a, a.salt);
        await set(b, b.salt);
      };
    },
    monitor: /^(leaf\/\d+|number\/400012340[12])$/,
    outside: null,
  },
  'a leaf that says something else': {
    damage: async () => {
      const leaf = await leafOf(numberAt(3));
      await leaves().updateOne({ _id: leaf._id }, { $set: { leaf: leaf.leaf.replace('2026', '2025') } });
      return () => leaves().updateOne({ _id: leaf._id }, { $set: { leaf: leaf.leaf } });
    },
    monitor: /^(leaf\/\d+|tile\/0\/\d|tile\/1\/0|root|history)$/,
    outside: 'does not fit',
  },
  'a checkpoint of a shorter log, with the right signature': {
    damage: async () => {
      const { db } = context.deps;
      const signer = await openLog(context.deps);
      const newest = await logCheckpointModel(db).findOne({}).sort({ _id: -1 }).orFail().lean();
      await logCheckpointModel(db).deleteOne({ _id: newest._id });
      const note = signNote(
        checkpointText({ origin: signer.origin, size: 3, root: Buffer.alloc(32) }),
        signer.origin,
        signer.key,
      );
      const before = await logCheckpointModel(db)
        .find({ _id: { $gt: 3 } })
        .lean();
      await logCheckpointModel(db).deleteMany({ _id: { $gt: 3 } });
      await logCheckpointModel(db).insertMany([{ _id: 3, note, cosignatures: [], at: new Date() }]);
      return async () => {
        await logCheckpointModel(db).deleteOne({ _id: 3 });
        await logCheckpointModel(db).insertMany([...before, newest]);
      };
    },
    monitor: /^(checkpoint|root)$/,
    outside: 'The log has shrunk',
  },
};

describe.each(Object.entries(TAMPERINGS))('%s', (_name, { damage, monitor, outside }) => {
  let undo: () => Promise<unknown>;
  beforeEach(async () => {
    undo = await damage();
  });
  afterEach(async () => {
    await undo();
    await watch();
    expect(await watch()).toEqual([]);
  });

  it('is caught by the monitor: a metric, one alarm, cleared when it is right again', async () => {
    const { db } = context.deps;
    const alarms = async () => eventModel(db).countDocuments({ type: 'log.alarm' });
    const before = await alarms();
    const places = await watch();
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) expect(place).toMatch(monitor);
    expect(await countLogFaults(context.deps)).toBe(places.length);
    await watch();
    expect(await alarms()).toBe(before + places.length);
  });

  it.skipIf(outside === null)('is caught from outside, with a sentence', { timeout: 60_000 }, async () => {
    const { status, output } = await verifyLog();
    expect(output).toContain(outside ?? '');
    expect(status).toBe(1);
    // fsck does not end by itself once a worker met a mismatch.
    if (fsck !== null && TORTURE) expect(await runFsck(fsck, served.url)).not.toContain('Successfully fsck');
  });
});

it('a log that grew still holds what was seen before', { timeout: 60_000 }, async () => {
  const size = (await logTreeModel(context.deps.db).findOne({ _id: 'log' }).orFail().lean()).size;
  await logEverything(context.deps);
  const again = await verifyLog();
  expect([again.status, again.output]).toEqual([0, expect.stringContaining(`holds the ${size} leaves`) as string]);
  expect(await watch()).toEqual([]);
});
