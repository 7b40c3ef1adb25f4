import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { addressKey, consume } from '../http/rate-limit.js';
import { fromRedis } from './from-redis.js';

/** Wrong passwords in 15 minutes. An office shares one address. */
const PER_ACCOUNT = 10;
const PER_ADDRESS = 100;
const WINDOW_SECONDS = 15 * 60;

export interface SignInThrottle {
  /**
   * Counts an attempt before the password is looked at, so that many at once do not all slip through.
   * @param account what the caller typed, so that unknown accounts are throttled like known ones
   * @throws DomainError RATE_LIMITED with the seconds to wait | UNAVAILABLE when Redis is away
   */
  attempt(account: string, address: string | undefined): Promise<void>;
  /** Forgets the account's failures; the address gets only this attempt back, or one own account would cover for guessing. */
  succeeded(account: string, address: string | undefined): Promise<void>;
}

export function createSignInThrottle(deps: Pick<Deps, 'redis' | 'cipher'>): SignInThrottle {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterRedis({
      storeClient: deps.redis,
      keyPrefix,
      points,
      duration: WINDOW_SECONDS,
      rejectIfRedisNotReady: true,
    });
  const accounts = limiter('sign-in:account', PER_ACCOUNT);
  const addresses = limiter('sign-in:address', PER_ADDRESS);
  const accountKey = (account: string) => deps.cipher.blindIndex('sign-in', account.trim().toLowerCase());
  return {
    attempt: async (account, address) => {
      await fromRedis(deps.redis, async () => {
        await orUnavailable(consume(accounts, accountKey(account)));
        await orUnavailable(consume(addresses, addressKey(deps, address)));
      });
    },
    succeeded: async (account, address) => {
      await fromRedis(deps.redis, async () => {
        await orUnavailable(accounts.delete(accountKey(account)));
        await orUnavailable(addresses.reward(addressKey(deps, address)));
      });
    },
  };
}

/** Here nothing stands in for Redis: a throttle each process counts for itself is none. */
async function orUnavailable(counted: Promise<unknown>): Promise<void> {
  try {
    await counted;
  } catch (error) {
    throw error instanceof DomainError ? error : new DomainError('UNAVAILABLE', { retryAfterSeconds: 5 });
  }
}
