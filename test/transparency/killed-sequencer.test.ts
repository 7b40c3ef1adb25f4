import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cursorModel } from '../../src/events/cursor-model.js';
import { eventModel } from '../../src/events/event-model.js';
import { projectRoot } from '../../src/platform/project-root.js';
import { numberModel } from '../../src/registry/number-model.js';
import { openLog } from '../../src/transparency/log-identity.js';
import { logFaultModel } from '../../src/transparency/log-fault-model.js';
import { logLeafModel } from '../../src/transparency/log-leaf-model.js';
import { logTreeModel } from '../../src/transparency/log-tree-model.js';
import { pendingLeafModel } from '../../src/transparency/pending-leaf-model.js';
import { watchNumbers } from '../../src/transparency/watch-numbers.js';
import { watchTree } from '../../src/transparency/watch-tree.js';
import { givenBlock, givenWorking } from '../lookup/number-fixture.js';
import { createTestContext, type TestContext } from '../support/app.js';
import { serveLog } from './log-fixture.js';
import { fsck, runFsck } from './outside-verifiers.js';

/** `LOG_TORTURE=1`: ten thousand events and ten kills, some minutes. */
const TORTURE = process.env['LOG_TORTURE'] === '1';
const KILLS = TORTURE ? 10 : 2;
const EVENTS_A_WRITER = TORTURE ? 5_000 : 120;
const PREFIX = '40001234';

let context: TestContext;
let settings: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  context = await createTestContext({ keepDatabase: true });
  const { deps } = context;
  const { resellerId } = await givenBlock(deps, PREFIX);
  for (let index = 0; index < 20; index += 1)
    await givenWorking(deps, `${PREFIX}${String(index).padStart(2, '0')}`, resellerId);
  await openLog(deps);
  const { MONGODB_URI, REDIS_URL, MASTER_KEY, LOG_KEY, LOG_ORIGIN } = deps.config;
  const named = new URL(MONGODB_URI);
  named.searchParams.set('appName', context.prefix);
  const env = { NODE_ENV: 'test', MONGODB_URI: named.href, REDIS_URL, MASTER_KEY, LOG_KEY, LOG_ORIGIN };
  settings = JSON.stringify({ env, began: deps.clock.now().getTime() - 3_600_000 });
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await context.close();
});

function start(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/transparency/log-process.ts', ...args], {
    cwd: projectRoot,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LOG_PROCESS: settings },
  });
  children.push(child);
  return child;
}

const ended = (child: ChildProcess) =>
  child.exitCode === null && child.signalCode === null
    ? new Promise<void>((resolve) => child.once('exit', () => resolve()))
    : Promise.resolve();

/** MongoDB ends the transaction of a dead client after a minute; here nobody waits for that. */
async function endOrphans(): Promise<void> {
  const admin = context.deps.db.getClient().db('admin');
  const idle = await admin
    .aggregate<{ lsid: { id: object } }>([
      { $currentOp: { idleSessions: true } },
      { $match: { appName: context.prefix, type: 'idleSession' } },
    ])
    .toArray();
  if (idle.length > 0) await admin.command({ killSessions: idle.map(({ lsid }) => ({ id: lsid.id })) });
}

/** The sequencer that holds the lease now, which is not yet dead. */
async function holder(alive: ReadonlyMap<string, ChildProcess>): Promise<string> {
  for (;;) {
    const name = (await cursorModel(context.deps.db).findOne({ _id: 'sequencer' }).lean())?.holder ?? '';
    if (alive.has(name)) return name;
    await pause(20);
  }
}

it(
  `is whole after ${2 * EVENTS_A_WRITER} events of two processes and ${KILLS} sequencers killed with -9`,
  { timeout: TORTURE ? 1_800_000 : 120_000 },
  async () => {
    const { db } = context.deps;
    const writers = [
      start('write', `${PREFIX}00`, String(EVENTS_A_WRITER)),
      start('write', `${PREFIX}10`, String(EVENTS_A_WRITER)),
    ];
    const sequencers = new Map<string, ChildProcess>();
    const startSequencer = (name: string) => sequencers.set(name, start('sequence', name));
    for (let spare = 0; spare < 3; spare += 1) startSequencer(`sequencer ${spare}`);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const name = await holder(sequencers);
      await pause(50 + Math.random() * (TORTURE ? 6_000 : 800));
      sequencers.get(name)?.kill('SIGKILL');
      sequencers.delete(name);
      await endOrphans();
      if (sequencers.size < 2) startSequencer(`sequencer after ${kill}`);
    }
    await Promise.all(writers.map(ended));
    expect(writers.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    for (;;) {
      const unnumbered = await eventModel(db).countDocuments({ seq: null });
      const tree = await logTreeModel(db).findOne({ _id: 'log' }).orFail().lean();
      const events = await eventModel(db).countDocuments({});
      if (unnumbered === 0 && tree.eventSeq === events && (await pendingLeafModel(db).countDocuments({})) === 0) break;
      await pause(100);
    }
    for (const sequencer of sequencers.values()) sequencer.kill('SIGKILL');
    await Promise.all([...sequencers.values()].map(ended));
    await endOrphans();

    // Every event made its leaf: both writers change the record each time, and each has its audit chain.
    const perNumber = await logLeafModel(db).countDocuments({ subject: /^400/ });
    expect(perNumber).toBe(2 * EVENTS_A_WRITER + 20);
    for (const { _id, proof } of await numberModel(db).find({ status: 'working' }).select('+proof').lean()) {
      const newest = await logLeafModel(db).findOne({ subject: _id, newest: true }).lean();
      expect(proof?.logIndex, _id).toBe(newest?._id);
    }
    await watchTree(context.deps, Infinity);
    await watchNumbers(context.deps, 1_000);
    expect(await logFaultModel(db).find({}).lean()).toEqual([]);
    const served = await serveLog(context.deps);
    if (fsck !== null) expect(await runFsck(fsck, served.url)).toContain('Successfully fsck');
    await served.close();
  },
);
