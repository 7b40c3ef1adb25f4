import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { Redis } from 'ioredis';
import { createFileStore } from '../../src/documents/create-file-store.js';
import { NO_REGISTER } from '../../src/checks/business-status.js';
import { loadConfig } from '../../src/config.js';
import type { Deps } from '../../src/deps.js';
import { DomainError } from '../../src/domain/errors.js';
import { EventFeed } from '../../src/events/event-feed.js';
import { createGate } from '../../src/http/gate.js';
import { mountRoutes } from '../../src/http/mount.js';
import { problemHandler } from '../../src/http/problem.js';
import type { Route } from '../../src/http/route.js';
import { jobPrefix, Jobs } from '../../src/jobs/jobs.js';
import { AnswerCache } from '../../src/lookup/answer-cache.js';
import { Cipher } from '../../src/platform/cipher.js';
import { FixedClock } from '../../src/platform/clock.js';
import { ensureIndexes } from '../../src/models.js';
import { createLogger } from '../../src/platform/logger.js';
import { Metrics } from '../../src/platform/metrics.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { connectRedis } from '../../src/platform/redis.js';
import { PolicySource } from '../../src/policies/policy-source.js';

/** `npm test` provides both; for development a server of each runs on these ports. */
const MONGODB_URI = process.env['MONGODB_URI'] ?? 'mongodb://127.0.0.1:27117/?directConnection=true';
const REDIS_URL = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6479';

/** A Monday morning in Beijing: 2026-11-23 10:00. */
export const TEST_NOW = new Date('2026-11-23T02:00:00Z');

export interface TestContext {
  readonly deps: Deps & { readonly clock: FixedClock };
  /** Prefix of everything of this context in Redis; BullMQ has one of its own (jobPrefix). */
  readonly prefix: string;
  /** Drops the database, the keys in Redis and the files. */
  close(): Promise<void>;
}

export interface TestOptions {
  readonly now?: Date;
  /** Environment variables beside the defaults, e.g. `{ NODE_ENV: 'production' }`. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Leaves the database when closing: a transaction of a client that was killed locks it for a minute. The server of
   * `npm test` is thrown away as a whole.
   */
  readonly keepDatabase?: boolean;
  /** Replaces members of the dependencies. */
  readonly deps?: Partial<Deps>;
}

/** Real MongoDB and Redis with a name of their own for each test file, a clock that stands still, keys of its own. */
export async function createTestContext(options: TestOptions = {}): Promise<TestContext> {
  const name = `t${randomBytes(6).toString('hex')}`;
  const uploads = await mkdtemp(join(tmpdir(), 'registry-400-'));
  const uri = new URL(MONGODB_URI);
  uri.pathname = `/${name}`;
  const config = loadConfig({
    NODE_ENV: 'test',
    MONGODB_URI: uri.href,
    REDIS_URL,
    UPLOADS_DIR: uploads,
    MASTER_KEY: randomBytes(32).toString('base64'),
    LOG_KEY: randomBytes(32).toString('base64'),
    LOG_ORIGIN: 'registry.example/log',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    ...options.env,
  });
  const db = await connectMongo(config.MONGODB_URI);
  await ensureIndexes(db);
  const redis = new Redis(REDIS_URL, { maxRetriesPerRequest: null, keyPrefix: `${name}:` });
  // BullMQ takes no key prefix of the connection; it has one of its own.
  const queueRedis = connectRedis(REDIS_URL);
  const jobs = new Jobs(queueRedis, jobPrefix(name));
  await redis.ping();
  const logger = createLogger(config.LOG_LEVEL);
  const feed = new EventFeed(db, logger);
  const clock = new FixedClock(options.now ?? TEST_NOW);
  // Not asked by a clock: a test that wants to know of another process's changes calls `refresh`.
  const policies = new PolicySource(db, logger);
  const deps = {
    config,
    policy: policies.policy,
    policies,
    logger,
    feed,
    answers: new AnswerCache({ db, feed, clock }, 2 ** 20),
    db,
    redis,
    cipher: new Cipher(config.MASTER_KEY),
    files: createFileStore(config, db),
    jobs,
    metrics: new Metrics(),
    businessStatus: NO_REGISTER,
    ...options.deps,
    clock,
  };
  const close = async () => {
    await feed.close();
    await jobs.close();
    await forget(queueRedis, `${name}:*`);
    await forget(queueRedis, `${jobPrefix(name)}:*`);
    queueRedis.disconnect();
    redis.disconnect();
    if (options.keepDatabase !== true) await db.dropDatabase();
    await db.close();
    await rm(uploads, { recursive: true, force: true });
  };
  return { deps, prefix: name, close };
}

/** An app of some routes only, under `/api/v1` with the real gate; for tests of one feature. */
export function appOf(deps: Deps, routes: readonly Route[]): Express {
  const app = express();
  app.use((request, _response, next) => {
    request.id = randomUUID();
    next();
  });
  app.use('/api/v1', mountRoutes(routes, createGate(deps)));
  app.use(() => {
    throw new DomainError('ROUTE_NOT_FOUND');
  });
  app.use(problemHandler(deps.logger));
  return app;
}

async function forget(redis: Redis, pattern: string): Promise<void> {
  for await (const keys of redis.scanStream({ match: pattern, count: 500 })) {
    if (Array.isArray(keys) && keys.length > 0) await redis.unlink(...keys.map(String));
  }
}
