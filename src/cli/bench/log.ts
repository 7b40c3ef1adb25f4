// `npm run bench -- log [EVENTS] [LEAVES,…]`: events a second through numbering, queueing and logging; how long a change waits
// for its proof while the sequencer runs; the time to make an audit path from stored tiles at several sizes of the log, and
// the memory that takes. Real mongod. Ratios are against the smallest size and against numbering alone, in the same run.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { loadConfig } from '../../config.js';
import type { Deps } from '../../deps.js';
import { recordEvent, SYSTEM } from '../../events/record-event.js';
import { leaseSequencer, sequenceEvents } from '../../events/sequence-events.js';
import { ensureIndexes } from '../../models.js';
import { systemClock } from '../../platform/clock.js';
import { createLogger } from '../../platform/logger.js';
import { Metrics } from '../../platform/metrics.js';
import { connectMongo } from '../../platform/mongo.js';
import { provisionMongo } from '../../platform/provision/provision-mongo.js';
import { appendLeaves } from '../../transparency/append-leaves.js';
import { openLog, type LogSigner } from '../../transparency/log-identity.js';
import { leafHash, rootOfInclusion } from '../../transparency/merkle.js';
import { queueLeaves } from '../../transparency/queue-leaves.js';
import { loadInclusionPath } from '../../transparency/tile-store.js';
import { tileKey, TreeEdge } from '../../transparency/tile.js';
import { seedNumbers } from './seed-numbers.js';

const PROOFS = 300;
const LAGS = 40;

export async function run(args: readonly string[]): Promise<void> {
  const events = Number(args[0] ?? 2_560);
  const sizes = (args[1] ?? '1000,100000,1000000').split(',').map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'registry-400-bench-'));
  const mongo = await provisionMongo(folder, undefined);
  try {
    await withDb(mongo.uri, 'events', (db) => measureEvents(db, events));
    const medians = new Map<number, number>();
    for (const size of sizes) {
      await withDb(mongo.uri, `proofs${size}`, async (db) => medians.set(size, await measureProofs(db, size)));
    }
    const [smallest = 0] = sizes;
    for (const size of sizes.slice(1)) {
      const ratio = (medians.get(size) ?? NaN) / (medians.get(smallest) ?? NaN);
      print(`proof at ${size} / proof at ${smallest}: ${ratio.toFixed(2)}`);
    }
  } finally {
    await mongo.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withDb(uri: string, name: string, work: (db: Connection) => Promise<unknown>): Promise<void> {
  const own = new URL(uri);
  own.pathname = `/${name}`;
  const db = await connectMongo(own.href);
  await ensureIndexes(db);
  await work(db);
  await db.dropDatabase();
  await db.close();
}

async function measureEvents(db: Connection, count: number): Promise<void> {
  const deps = depsOf(db);
  const signer = await openLog(deps);
  const numbers = await seedNumbers(db, 200);
  const fence = (await leaseSequencer(deps, 'bench')) ?? -1;
  const makeEvents = async (from: number, to: number) => {
    for (let index = from; index < to; index += 1) await changeOf(deps, numbers[index % numbers.length] ?? '', index);
  };
  await makeEvents(0, 256);
  await drain(deps, signer, fence);
  const begun = performance.now();
  await Promise.all([makeEvents(0, count / 2), makeEvents(count / 2, count)]);
  const written = performance.now();
  let numbered = 0;
  for (let more = 1; more > 0; numbered += more) more = await sequenceEvents(deps, fence);
  const sequenced = performance.now();
  const leaves = await drain(deps, signer, fence);
  const logged = performance.now();
  const rate = (from: number, to: number, amount: number) => (amount / (to - from)) * 1_000;
  print(
    `events: ${rate(begun, written, count).toFixed(0)}/s written, ${rate(written, sequenced, numbered).toFixed(0)}/s numbered`,
  );
  print(
    `log: ${rate(sequenced, logged, count).toFixed(0)} events/s, ${rate(sequenced, logged, leaves).toFixed(0)} waiting leaves/s`,
  );
  print(`logging takes ${((logged - sequenced) / (sequenced - written)).toFixed(2)} × the time of numbering`);
  await measureLag(deps, signer, numbers);
}

/** What the public sees of the number changes with each. */
async function changeOf(deps: Deps, number: string, index: number): Promise<void> {
  await deps.db.collection('assignments').updateOne({ number }, { $set: { registeredPurpose: `热线 ${index}` } });
  await recordEvent(deps, {
    type: 'number.corrected',
    subjects: [{ kind: 'number', id: number }],
    actor: SYSTEM,
    resellerId: null,
    version: index,
  });
}

async function drain(deps: Deps, signer: LogSigner, fence: number): Promise<number> {
  let total = 0;
  for (let more = 1; more > 0;) {
    more = (await sequenceEvents(deps, fence)) + (await queueLeaves(deps, fence));
    const appended = await appendLeaves(deps, signer, fence);
    total += appended;
    more += appended;
  }
  return total;
}

/** From the event to the proof beside its number, with the sequencer's own pauses. */
async function measureLag(deps: Deps, signer: LogSigner, numbers: readonly string[]): Promise<void> {
  const stop = new AbortController();
  const loop = async () => {
    while (!stop.signal.aborted) {
      const fence = await leaseSequencer(deps, 'bench');
      if (fence === null || (await drain(deps, signer, fence)) === 0) await pause(200);
    }
  };
  const running = loop();
  const proofOf = async (number: string) => {
    const numbers = deps.db.collection<{ _id: string; proof?: { logIndex: number } }>('numbers');
    return (await numbers.findOne({ _id: number }))?.proof?.logIndex ?? -1;
  };
  const lags: number[] = [];
  for (let index = 0; index < LAGS; index += 1) {
    const number = numbers[index] ?? '';
    const before = await proofOf(number);
    const begun = performance.now();
    await changeOf(deps, number, 1_000_000 + index);
    while ((await proofOf(number)) === before) await pause(5);
    lags.push(performance.now() - begun);
  }
  stop.abort();
  await running;
  print(`leaf lag: p50 ${at(lags, 0.5).toFixed(0)} ms, p99 ${at(lags, 0.99).toFixed(0)} ms`);
}

async function measureProofs(db: Connection, size: number): Promise<number> {
  const edge = new TreeEdge(0, []);
  const leaf = (index: number) => leafHash(Buffer.from(`leaf ${index}`));
  let rows: { _id: string; hashes: Buffer }[] = [];
  const flush = async () => {
    if (rows.length > 0)
      await db.collection<{ _id: string; hashes: Buffer }>('log_tiles').bulkWrite(
        rows.map(({ _id, hashes }) => ({
          updateOne: { filter: { _id }, update: { $set: { hashes } }, upsert: true },
        })),
      );
    rows = [];
  };
  for (let index = 0; index < size; index += 1) {
    edge.append(leaf(index));
    if ((index + 1) % 65_536 !== 0 && index + 1 !== size) continue;
    rows = edge.changed.map(({ hashes, ...name }) => ({ _id: tileKey(name), hashes }));
    await flush();
    edge.forgetChanged();
  }
  const root = edge.root();
  const times: number[] = [];
  for (let proof = 0; proof < PROOFS; proof += 1) {
    const index = Math.floor(Math.random() * size);
    const begun = performance.now();
    const path = await loadInclusionPath(db, index, size);
    times.push(performance.now() - begun);
    if (rootOfInclusion(leaf(index), index, size, path)?.equals(root) !== true)
      throw new Error('a proof does not hold');
  }
  const [p50, p99] = [at(times, 0.5), at(times, 0.99)];
  const rss = process.memoryUsage().rss / 2 ** 20;
  print(
    `proof from stored tiles at ${size} leaves: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms; process ${rss.toFixed(0)} MB`,
  );
  return p50;
}

function depsOf(db: Connection): Deps {
  const config = loadConfig({
    MONGODB_URI: 'mongodb://bench',
    REDIS_URL: 'redis://bench',
    MASTER_KEY: randomBytes(32).toString('base64'),
    LOG_KEY: randomBytes(32).toString('base64'),
  });
  return { db, config, clock: systemClock, metrics: new Metrics(), logger: createLogger('warn') } as unknown as Deps;
}

const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
