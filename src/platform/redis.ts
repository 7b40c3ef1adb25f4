import { Redis } from 'ioredis';

/** `maxRetriesPerRequest: null` is what BullMQ's blocking connections need; commands wait while Redis is away. */
export function connectRedis(url: string): Redis {
  return new Redis(url, { maxRetriesPerRequest: null, enableReadyCheck: true, lazyConnect: false });
}
