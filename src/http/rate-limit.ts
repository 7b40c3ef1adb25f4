import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';

/** Requests a minute. A person never comes near; a program that does is told when to go on. */
const PER_PRINCIPAL = 1200;
const PER_ADDRESS = 300;

export type RateLimit = (address: string | undefined, principal: Principal | null) => Promise<void>;

/**
 * Counts in Redis, for all processes together; in memory, for this one, while Redis is away.
 * The returned function throws DomainError RATE_LIMITED with the seconds to wait.
 */
export function createRateLimit(deps: Pick<Deps, 'redis' | 'cipher'>): RateLimit {
  const principals = limiter(deps, 'limit:principal', PER_PRINCIPAL);
  const addresses = limiter(deps, 'limit:address', PER_ADDRESS);
  return async (address, principal) => {
    if (principal === null) await consume(addresses, addressKey(deps, address));
    else await consume(principals, `${principal.kind}-${principal.actorId}`);
  };
}

/** A budget of its own: so many points in so many seconds, for each key. */
export function limiter(
  { redis }: Pick<Deps, 'redis'>,
  keyPrefix: string,
  points: number,
  duration = 60,
): RateLimiterRedis {
  const window = { points, duration };
  return new RateLimiterRedis({
    ...window,
    storeClient: redis,
    keyPrefix,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory({ ...window, keyPrefix }),
  });
}

/** @throws DomainError RATE_LIMITED with the seconds to wait */
export async function consume(limit: { consume(key: string): Promise<unknown> }, key: string): Promise<void> {
  try {
    await limit.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new DomainError('RATE_LIMITED', { retryAfterSeconds: Math.max(1, refused.msBeforeNext / 1000) });
  }
}

/** Addresses say where a person is, so Redis holds a keyed hash. Whoever has one IPv6 address has its whole /64. */
export function addressKey(deps: Pick<Deps, 'cipher'>, address: string | undefined): string {
  return deps.cipher.blindIndex('address', networkOf(address ?? 'unknown'));
}

/** An IPv4 address as it is, an IPv6 address cut to its /64. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const left = groups(head);
  const right = groups(tail ?? '');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(gap).fill('0'), ...right].slice(0, 4).join(':').toLowerCase();
}
