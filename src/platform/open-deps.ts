import { join } from 'node:path';
import { loadCsvRegister } from '../checks/business-status.js';
import type { Config } from '../config.js';
import type { Deps } from '../deps.js';
import { createFileStore } from '../documents/create-file-store.js';
import { EventFeed } from '../events/event-feed.js';
import { jobPrefix, Jobs } from '../jobs/jobs.js';
import { AnswerCache } from '../lookup/answer-cache.js';
import { Cipher } from './cipher.js';
import { systemClock } from './clock.js';
import { createLogger } from './logger.js';
import { Metrics } from './metrics.js';
import { connectMongo } from './mongo.js';
import { connectRedis } from './redis.js';
import { PolicySource } from '../policies/policy-source.js';

/** Opens everything a process needs, and closes it again in reverse. */
export async function openDeps(config: Config): Promise<Deps & { close(): Promise<void> }> {
  const logger = createLogger(config.LOG_LEVEL);
  const db = await connectMongo(config.MONGODB_URI);
  const redis = connectRedis(config.REDIS_URL);
  redis.on('error', (error: Error) => logger.warn({ err: error }, 'redis is away'));
  const jobs = new Jobs(redis, jobPrefix(db.name));
  const feed = new EventFeed(db, logger);
  const policies = new PolicySource(db, logger);
  await policies.start();
  const deps: Deps = {
    config,
    policy: policies.policy,
    policies,
    clock: systemClock,
    logger,
    db,
    redis,
    cipher: new Cipher(config.MASTER_KEY),
    files: createFileStore(config, db),
    jobs,
    feed,
    answers: new AnswerCache({ db, feed, clock: systemClock }, config.LOOKUP_CACHE_MB * 2 ** 20),
    metrics: new Metrics(),
    businessStatus: await loadCsvRegister(join(config.DATA_DIR, 'business-register.csv')),
  };
  const close = async () => {
    policies.close();
    await feed.close();
    await jobs.close();
    redis.disconnect();
    await db.close();
  };
  return { ...deps, close };
}
