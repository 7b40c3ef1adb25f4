// `npm run bench -- lookup [SECONDS] [NUMBERS,…]`: the public lookup in the whole application, with its limits, against two
// baselines of the same run: Express answering a fixed body of the same size, and Express with one `findOne` by the MongoDB
// driver. Real mongod and Redis, one server process, load from another process, 16 connections, three interleaved rounds of
// which the median counts; with ten thousand and a million numbers:
// - in memory: a hundred numbers that everybody asks about
// - from the database: any number, each as likely, and nothing kept in memory
// - a past day: always from the database
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { createApp } from '../../app.js';
import { loadConfig } from '../../config.js';
import { AnswerCache } from '../../lookup/answer-cache.js';
import { ensureIndexes } from '../../models.js';
import { openDeps } from '../../platform/open-deps.js';
import { provisionMongo } from '../../platform/provision/provision-mongo.js';
import { provisionRedis } from '../../platform/provision/provision-redis.js';
import { generateLoad, loadFromOutside, type Load, type LoadResult } from './load.js';
import { numberAt, seedNumbers } from './seed-numbers.js';

const ROUNDS = 3;
const CONNECTIONS = 16;
const POPULAR = 100;
const FIXED = 'express, fixed body';
const DRIVER = 'express, driver findOne';

export async function run(args: readonly string[]): Promise<void> {
  if (args[0] === '--client') {
    print(JSON.stringify(await generateLoad(JSON.parse(args[1] ?? '') as Load)));
    return;
  }
  const seconds = Number(args[0] ?? 5);
  const sizes = (args[1] ?? '10000,1000000').split(',').map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'registry-400-bench-'));
  const [mongo, redis] = [await provisionMongo(folder, undefined), await provisionRedis(folder, undefined)];
  const opened = [];
  try {
    const contenders = new Map<string, Contender>();
    for (const size of sizes) {
      const deps = await openDeps(configOf(mongo.uri, redis.uri, folder, size));
      opened.push(deps);
      await ensureIndexes(deps.db);
      await seedNumbers(deps.db, size, true);
      const app = createApp(deps);
      if (contenders.size === 0) await addBaselines(contenders, app, deps.db, size);
      const bare = createApp({ ...deps, answers: new AnswerCache(deps, 0) });
      contenders.set(`in memory, ${size}`, { app, numbers: POPULAR });
      contenders.set(`from the database, ${size}`, { app: bare, numbers: size });
      contenders.set(`a past day, ${size}`, { app: bare, numbers: size, query: '?on=2026-05-01' });
    }
    report(await measure(contenders, seconds), sizes);
  } finally {
    for (const deps of opened) await deps.close();
    await redis.stop();
    await mongo.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Contender {
  readonly app: Express;
  readonly numbers: number;
  readonly query?: string;
}

function configOf(mongo: string, redis: string, folder: string, size: number) {
  const uri = new URL(mongo);
  uri.pathname = `/bench${size}`;
  return loadConfig({
    MONGODB_URI: uri.href,
    REDIS_URL: redis,
    DATA_DIR: folder,
    UPLOADS_DIR: join(folder, 'uploads'),
    MASTER_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'error',
    TRUST_PROXY: '1',
  });
}

async function addBaselines(
  contenders: Map<string, Contender>,
  app: Express,
  db: Awaited<ReturnType<typeof openDeps>>['db'],
  size: number,
): Promise<void> {
  const body = await answerOf(app, `/api/v1/lookup/${numberAt(0)}`);
  contenders.set(FIXED, { app: express().use((_request, response) => void response.json(body)), numbers: POPULAR });
  const driver = express().get('/api/v1/lookup/:number', async (request, response) => {
    response.json(await db.collection<{ _id: string }>('numbers').findOne({ _id: request.params.number }));
  });
  contenders.set(DRIVER, { app: driver, numbers: size });
}

type Results = ReadonlyMap<string, readonly LoadResult[]>;

async function measure(contenders: ReadonlyMap<string, Contender>, seconds: number): Promise<Results> {
  const results = new Map<string, LoadResult[]>([...contenders.keys()].map((name) => [name, []]));
  // The first round only warms up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, { app, ...asked }] of contenders) {
      const { server, port } = await listen(app);
      const load = { port, ...asked, connections: CONNECTIONS, seconds: round === 0 ? 2 : seconds };
      const result = await loadFromOutside('lookup', load);
      await new Promise((resolve) => server.close(resolve));
      if (round > 0) results.get(name)?.push(result);
    }
  }
  return results;
}

function report(results: Results, sizes: readonly number[]): void {
  const median = (name: string, figure: keyof LoadResult) =>
    (results.get(name) ?? []).map((result) => result[figure]).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? NaN;
  for (const [name, rounds] of results) {
    const failed = rounds.reduce((sum, result) => sum + result.failed, 0);
    print(
      `${name}: ${median(name, 'perSecond').toFixed(0)}/s, p50 ${median(name, 'p50').toFixed(1)} ms, ` +
        `p99 ${median(name, 'p99').toFixed(1)} ms, ${failed} failed`,
    );
  }
  const ratio = (name: string, to: string, figure: keyof LoadResult) =>
    (median(name, figure) / median(to, figure)).toFixed(2);
  for (const name of [...results.keys()].filter((each) => each !== FIXED && each !== DRIVER)) {
    for (const baseline of [FIXED, DRIVER])
      print(
        `${name} / ${baseline}: throughput ${ratio(name, baseline, 'perSecond')}, p99 ${ratio(name, baseline, 'p99')}`,
      );
  }
  const [small, large] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  for (const kind of ['in memory', 'from the database', 'a past day'])
    print(`${kind}: p99 of ${large} / ${small} numbers ${ratio(`${kind}, ${large}`, `${kind}, ${small}`, 'p99')}`);
}

async function answerOf(app: Express, path: string): Promise<unknown> {
  const { server, port } = await listen(app);
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  if (!answer.ok) throw new Error(`the lookup answers ${answer.status}`);
  const body: unknown = await answer.json();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return body;
}

async function listen(app: Express): Promise<{ server: Server; port: number }> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
