import type { Redis } from 'ioredis';
import { DomainError } from '../domain/errors.js';

const PATIENCE_MS = 2_000;

/**
 * Runs one command, but does not wait for a Redis that is away: the shared connection queues commands without end,
 * as BullMQ needs it (platform/redis.ts), and a person at a sign-in form would see nothing.
 * @throws DomainError UNAVAILABLE
 */
export async function fromRedis<Result>(redis: Redis, command: (redis: Redis) => Promise<Result>): Promise<Result> {
  if (redis.status !== 'ready') throw new DomainError('UNAVAILABLE', { retryAfterSeconds: 5 });
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DomainError('UNAVAILABLE', { retryAfterSeconds: 5 })), PATIENCE_MS);
  });
  try {
    return await Promise.race([command(redis), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
