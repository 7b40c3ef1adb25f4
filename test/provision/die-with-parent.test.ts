import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../../src/platform/project-root.js';
import { lockDataDir } from '../../src/platform/provision/data-dir-lock.js';
import { pollUntil } from '../../src/platform/provision/poll.js';
import { provisionMongo } from '../../src/platform/provision/provision-mongo.js';
import { provisionRedis } from '../../src/platform/provision/provision-redis.js';

const dataDir = mkdtempSync(join(tmpdir(), 'die-with-parent-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** Command lines of all processes that name the data directory. */
function processesOfDataDir(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .filter((line) => line.includes(dataDir));
}

test('kill -9 of the parent ends the services; the next start finds the data again, also on other ports', async () => {
  // given a start with data in both stores
  const entry = join(projectRoot, 'test', 'provision', 'parent.ts');
  const parent = spawn(process.execPath, ['--import', 'tsx', entry, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = z.tuple([z.string()]).parse(await once(createInterface(parent.stdout), 'line'));
  const uris = z.object({ mongo: z.string(), redis: z.string() }).parse(JSON.parse(line));
  await withMongo(uris.mongo, (rows) => rows.insertOne({ n: 1 }, { writeConcern: { w: 'majority', journal: true } }));
  await withRedis(uris.redis, (client) => client.set('kept', 'yes'));
  await withRedis(uris.redis, (client) => client.call('WAITAOF', '1', '0', '2000').catch(() => undefined));
  expect(processesOfDataDir().length).toBeGreaterThan(2);

  // when it is killed without a chance to tidy up
  parent.kill('SIGKILL');

  // then nothing that it started lives on
  expect(await pollUntil(() => processesOfDataDir().length === 0, 10_000)).toBe(true);

  // and when both ports are taken by other programs at the next start
  const takers = [uris.mongo, uris.redis].map((uri) => createServer((_, answer) => answer.end()).listen(portOf(uri)));
  const unlock = lockDataDir(dataDir);
  const [mongo, redis] = await Promise.all([provisionMongo(dataDir, undefined), provisionRedis(dataDir, undefined)]);

  // then both run elsewhere, MongoDB as a primary that accepts writes, with the data of before
  expect(portOf(mongo.uri)).not.toBe(portOf(uris.mongo));
  expect(portOf(redis.uri)).not.toBe(portOf(uris.redis));
  await withMongo(mongo.uri, async (rows) => {
    await rows.insertOne({ n: 2 });
    expect(await rows.countDocuments()).toBe(2);
  });
  expect(await withRedis(redis.uri, (client) => client.get('kept'))).toBe('yes');
  expect(await withRedis(redis.uri, (client) => client.config('GET', 'maxmemory-policy'))).toContain('noeviction');

  // and when it stops in order, nothing is left
  await Promise.all([mongo.stop(), redis.stop()]);
  unlock();
  for (const taker of takers) taker.close();
  expect(processesOfDataDir()).toEqual([]);
});

function portOf(uri: string): number {
  return Number(new URL(uri).port);
}

async function withMongo<Result>(
  uri: string,
  work: (rows: mongoose.mongo.Collection<{ n: number }>) => Promise<Result>,
): Promise<Result> {
  const client = new mongoose.mongo.MongoClient(uri);
  try {
    return await work(client.db().collection('rows'));
  } finally {
    await client.close();
  }
}

async function withRedis<Result>(uri: string, work: (client: Redis) => Promise<Result>): Promise<Result> {
  const client = new Redis(uri);
  try {
    return await work(client);
  } finally {
    client.disconnect();
  }
}
