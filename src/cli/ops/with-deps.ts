import { resolve } from 'node:path';
import { userInfo } from 'node:os';
import { loadConfig } from '../../config.js';
import type { Deps } from '../../deps.js';
import type { Actor } from '../../events/record-event.js';
import { ensureIndexes } from '../../models.js';
import { openDeps } from '../../platform/open-deps.js';
import { projectRoot } from '../../platform/project-root.js';
import { lockDataDir } from '../../platform/provision/data-dir-lock.js';
import { isPortFree, rememberedPort } from '../../platform/provision/ports.js';
import { mongoUri, provisionMongo } from '../../platform/provision/provision-mongo.js';
import { provisionRedis } from '../../platform/provision/provision-redis.js';
import { dataDirOf, keptMasterKey } from '../../platform/provision/start-settings.js';

/** Who acts at the console: the account of the operating system, told apart from users of the registry. */
export function consoleActor(): Actor {
  return { kind: 'system', id: `console:${userInfo().username}` };
}

/**
 * Runs `work` on this installation: on the stores that the environment names, or on those of a running `npm start`, or on
 * those of `DATA_DIR`, started for as long as it takes.
 */
export async function withDeps<Result>(work: (deps: Deps) => Promise<Result>): Promise<Result> {
  const { env, stop } = await stores(process.env);
  try {
    const deps = await openDeps(loadConfig({ LOG_LEVEL: 'warn', ...env }));
    try {
      await ensureIndexes(deps.db);
      return await work(deps);
    } finally {
      await deps.close();
    }
  } finally {
    await stop();
  }
}

async function stores(given: NodeJS.ProcessEnv): Promise<{ env: NodeJS.ProcessEnv; stop: () => Promise<void> }> {
  const dataDir = dataDirOf(given);
  const nothing = () => Promise.resolve();
  if (given.MONGODB_URI && given.REDIS_URL && given.MASTER_KEY) return { env: given, stop: nothing };
  const release = await lockUnlessRunning(dataDir);
  const env = {
    ...given,
    DATA_DIR: dataDir,
    UPLOADS_DIR: resolve(projectRoot, given.UPLOADS_DIR || 'uploads'),
    MASTER_KEY: given.MASTER_KEY || (given.NODE_ENV === 'production' ? '' : keptMasterKey(dataDir)),
  };
  if (release === null) {
    const running = {
      MONGODB_URI: given.MONGODB_URI || mongoUri(rememberedPort(dataDir, 'mongo') ?? 0),
      REDIS_URL: given.REDIS_URL || `redis://127.0.0.1:${rememberedPort(dataDir, 'redis') ?? 0}`,
    };
    return { env: { ...env, ...running }, stop: nothing };
  }
  const mongo = await provisionMongo(dataDir, given.MONGODB_URI);
  const redis = await provisionRedis(dataDir, given.REDIS_URL);
  const stop = async () => {
    await Promise.all([mongo.stop(), redis.stop()]);
    release();
  };
  return { env: { ...env, MONGODB_URI: mongo.uri, REDIS_URL: redis.uri }, stop };
}

/** Null: an `npm start` runs on this directory, and its MongoDB answers. */
async function lockUnlessRunning(dataDir: string): Promise<(() => void) | null> {
  const port = rememberedPort(dataDir, 'mongo');
  if (port !== undefined && !(await isPortFree(port))) return null;
  return lockDataDir(dataDir);
}
