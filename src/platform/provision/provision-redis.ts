import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { keepRunning } from './keep-running.js';
import { logFile } from './log-file.js';
import { keptPort } from './ports.js';
import { awaitPredecessor } from './predecessor.js';
import { ProvisionError } from './provision-error.js';
import { external, untilReady, type Provisioned } from './provisioned.js';
import { findRedis } from './redis-program.js';

/**
 * A Redis that forgets nothing: the one of `REDIS_URL`, otherwise one of our own on 127.0.0.1 with its append-only file
 * in `DATA_DIR/redis`, on the port it had before if that is free.
 * @throws ProvisionError with a message for the person at the console
 */
export async function provisionRedis(dataDir: string, givenUrl: string | undefined): Promise<Provisioned> {
  if (givenUrl) {
    await verifyAnswers(givenUrl);
    return external(givenUrl);
  }
  const program = await findRedis();
  const folder = join(dataDir, 'redis');
  mkdirSync(folder, { recursive: true });
  const pidFile = join(folder, 'redis.pid');
  await awaitPredecessor('Redis', pidFile, folder);
  const port = await keptPort(dataDir, 'redis');
  const log = logFile(dataDir, 'redis');
  const service = keepRunning({
    name: 'Redis',
    program,
    args: ['--dir', folder, '--port', String(port), '--logfile', log, '--pidfile', pidFile, ...SETTINGS],
    cwd: folder,
    graceMs: 5_000,
    output: 'ignore',
  });
  await untilReady('Redis', service, log, 60_000, () => answersPing(port));
  return { uri: `redis://127.0.0.1:${port}`, stop: () => service.stop() };
}

/** `noeviction` because a queue must lose nothing (BullMQ requires it); sessions and jobs survive a restart by AOF. */
const SETTINGS = [
  ['--bind', '127.0.0.1'],
  ['--appendonly', 'yes'],
  ['--save', ''],
  ['--maxmemory-policy', 'noeviction'],
].flat();

/** The inline form of PING; while the append-only file is read the answer is `-LOADING`. */
async function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
      .once('data', (answer: Buffer) => {
        socket.destroy();
        resolve(answer.toString().startsWith('+PONG'));
      })
      .once('error', () => resolve(false))
      .once('close', () => resolve(false));
  });
}

async function verifyAnswers(url: string): Promise<void> {
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
  } catch {
    throw new ProvisionError('REDIS_URL 无法连接 / the Redis of REDIS_URL does not answer.');
  } finally {
    client.disconnect();
  }
}
