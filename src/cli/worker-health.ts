import { networkInterfaces } from 'node:os';
import { Redis } from 'ioredis';

/** A worker that lives asks Redis for the next job at least every few seconds, and renews the lock of its current one. */
const SILENT_MS = 60_000;

/**
 * The health check of a worker's container: exit code 0 when Redis lists a BullMQ worker that is connected from this
 * machine and was heard of within the last minute.
 */
const client = new Redis(process.env.REDIS_URL ?? '', { lazyConnect: true, retryStrategy: () => null });
client.on('error', () => undefined);
try {
  await client.connect();
  process.exitCode = workersOf(String(await client.client('LIST'))) > 0 ? 0 : 1;
} catch {
  process.exitCode = 1;
} finally {
  client.disconnect();
}

function workersOf(list: string): number {
  const own = new Set(Object.values(networkInterfaces()).flatMap((rows) => (rows ?? []).map(({ address }) => address)));
  return list.split('\n').filter((line) => {
    // `id=7 addr=172.18.0.5:40122 name=r400:c3dlZXBz age=… idle=3 … cmd=bzpopmin …`
    const value = (key: string): string => new RegExp(`(?:^| )${key}=(\\S*)`).exec(line)?.[1] ?? '';
    // BullMQ names a worker's blocking connection `PREFIX:BASE64-OF-QUEUE`.
    const isWorker = /^[^:]+:[A-Za-z0-9+/=]+$/.test(value('name')) && value('cmd').startsWith('bzpopmin');
    return isWorker && own.has(value('addr').replace(/:\d+$/, '')) && Number(value('idle')) * 1_000 < SILENT_MS;
  }).length;
}
