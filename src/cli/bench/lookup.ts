// `npm run bench -- lookup [SECONDS]`: the public lookup against two baselines of the same run: Express answering a fixed body
// of the same size, and Express with one `findOne` by the MongoDB driver. Real mongod, one server process, load from another
// process, 16 connections, 100 numbers in turn, three interleaved rounds of which the median counts. No rate limit.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import mongoose, { type Connection } from 'mongoose';
import type { Deps } from '../../deps.js';
import { recordEvent, SYSTEM } from '../../events/record-event.js';
import { mountRoutes, type Gate } from '../../http/mount.js';
import { lookupRoutes } from '../../lookup/lookup-routes.js';
import { ensureIndexes } from '../../models.js';
import { Metrics } from '../../platform/metrics.js';
import { connectMongo } from '../../platform/mongo.js';
import { systemClock } from '../../platform/clock.js';
import { provisionMongo } from '../../platform/provision/provision-mongo.js';
import { generateLoad, loadFromOutside, type Load, type LoadResult } from './load.js';

const PREFIX = '4001230';
const NUMBERS = Array.from({ length: 100 }, (_, index) => `${PREFIX}${String(index).padStart(3, '0')}`);
const ROUNDS = 3;
const CONNECTIONS = 16;
const BASELINES = ['express, fixed body', 'express, driver findOne'] as const;
const LOOKUPS = ['lookup', 'lookup of a past day'] as const;

export async function run(args: readonly string[]): Promise<void> {
  if (args[0] === '--client') {
    print(JSON.stringify(await generateLoad(JSON.parse(args[1] ?? '') as Load)));
    return;
  }
  const seconds = Number(args[0] ?? 5);
  const folder = mkdtempSync(join(tmpdir(), 'registry-400-bench-'));
  const mongo = await provisionMongo(folder, undefined);
  const uri = new URL(mongo.uri);
  uri.pathname = '/bench';
  const db = await connectMongo(uri.href);
  try {
    await seed(db);
    await measure(db, seconds);
  } finally {
    await db.close();
    await mongo.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Contender {
  readonly app: Express;
  readonly query: string;
}

async function measure(db: Connection, seconds: number): Promise<void> {
  const lookup = lookupApp(db);
  const body = await answerOf(lookup, pathOf(NUMBERS[0] ?? ''));
  const contenders = new Map<string, Contender>([
    [BASELINES[0], { app: express().use((_request, response) => void response.json(body)), query: '' }],
    [BASELINES[1], { app: driverApp(db), query: '' }],
    [LOOKUPS[0], { app: lookup, query: '' }],
    // A past day is never kept in memory: every collection is read.
    [LOOKUPS[1], { app: lookup, query: '?on=2026-05-01' }],
  ]);
  const results = new Map<string, LoadResult[]>([...contenders.keys()].map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, { app, query }] of contenders) {
      const { server, port } = await listen(app);
      const paths = NUMBERS.map((number) => pathOf(number) + query);
      const load = { port, paths, connections: CONNECTIONS, seconds: round === 0 ? 2 : seconds };
      const result = await loadFromOutside('lookup', load);
      await new Promise((resolve) => server.close(resolve));
      // The first round only warms up.
      if (round > 0) results.get(name)?.push(result);
    }
  }
  report(results);
}

function pathOf(number: string): string {
  return `/api/v1/lookup/${number}`;
}

function report(results: ReadonlyMap<string, readonly LoadResult[]>): void {
  const median = (name: string, figure: keyof LoadResult) =>
    (results.get(name) ?? []).map((result) => result[figure]).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? NaN;
  for (const [name, rounds] of results) {
    const failed = rounds.reduce((sum, result) => sum + result.failed, 0);
    print(
      `${name}: ${median(name, 'perSecond').toFixed(0)}/s, p50 ${median(name, 'p50').toFixed(1)} ms, ` +
        `p99 ${median(name, 'p99').toFixed(1)} ms, ${String(failed)} failed`,
    );
  }
  for (const lookup of LOOKUPS) {
    for (const baseline of BASELINES) {
      const ratio = (figure: keyof LoadResult) => (median(lookup, figure) / median(baseline, figure)).toFixed(2);
      print(`${lookup} / ${baseline}: throughput ${ratio('perSecond')}, p50 ${ratio('p50')}, p99 ${ratio('p99')}`);
    }
  }
}

function lookupApp(db: Connection): Express {
  const config = { TZ_BUSINESS: 'Asia/Shanghai', SANDBOX_PREFIX: '4004' };
  const routes = lookupRoutes({ db, clock: systemClock, config } as unknown as Deps);
  const open: Gate = {
    authenticate: () => Promise.resolve(null),
    admit: () => Promise.resolve(),
    once: (_request, _principal, _route, handle) => handle(),
  };
  return express().use('/api/v1', mountRoutes(routes, open));
}

function driverApp(db: Connection): Express {
  return express().get('/api/v1/lookup/:number', async (request, response) => {
    response.json(await db.collection<{ _id: string }>('numbers').findOne({ _id: request.params.number }));
  });
}

async function answerOf(app: Express, path: string): Promise<unknown> {
  const { server, port } = await listen(app);
  const answer = await fetch(`http://127.0.0.1:${String(port)}${path}`);
  if (!answer.ok) throw new Error(`the lookup answers ${String(answer.status)}`);
  const body: unknown = await answer.json();
  await new Promise((resolve) => server.close(resolve));
  return body;
}

async function listen(app: Express): Promise<{ server: Server; port: number }> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

/** A hundred numbers in service, each with a holder and two earlier ones, and a dozen events of which most are private. */
async function seed(db: Connection): Promise<void> {
  await ensureIndexes(db);
  const resellerId = new mongoose.Types.ObjectId();
  const day = (text: string) => new Date(`${text}T01:00:00Z`);
  const common = {
    carrier: 'CM',
    applicationId: 'a',
    resellerId: resellerId.toHexString(),
    registeredPurpose: '售后服务热线',
  };
  await db.collection('resellers').insertOne({ _id: resellerId, name: '样例代理有限公司' });
  await db
    .collection<{ _id: string }>('numbers')
    .insertMany(
      NUMBERS.map((_id) => ({ _id, carrier: 'CM', status: 'working', version: 3, since: day('2026-03-02') })),
    );
  const terms = [
    ['2025-01-02', '2025-06-02'],
    ['2025-12-02', '2026-01-02'],
    ['2026-03-02', null],
  ] as const;
  await db.collection('assignments').insertMany(
    NUMBERS.flatMap((number) =>
      terms.map(([from, until], index) => ({
        ...common,
        number,
        holder: {
          uscc: '91110105MA0000015F',
          name: `样例${String(index)}有限公司`,
          entityType: 'company',
          province: '北京市',
          city: '北京市',
        },
        publicName: `样例${String(index)}有限公司`,
        verified: { level: 'document_checked', on: from, due: '2028-03-02' },
        from: day(from),
        until: until === null ? null : day(until),
        live: until === null,
      })),
    ),
  );
  const metrics = new Metrics();
  const types = ['number.reserved', 'application.create', 'application.submit', 'number.activated'];
  for (const number of NUMBERS) {
    for (const [from] of terms) {
      for (const type of types) {
        const deps = { db, clock: { now: () => day(from) }, metrics };
        await recordEvent(deps, {
          type,
          subjects: [{ kind: 'number', id: number }],
          actor: SYSTEM,
          resellerId: null,
          version: 1,
        });
      }
    }
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
