import { z } from 'zod';
import type { Deps } from '../deps.js';
import { fromRedis } from './from-redis.js';
import { newSecret, secretHash } from './secret.js';

/** Idle time after which a session ends. */
export const SESSION_SECONDS = 12 * 3600;

const sessionSchema = z.object({
  userId: z.string(),
  /** Sent back by the page as `X-CSRF-Token`. */
  csrf: z.string(),
  createdAt: z.string(),
  /** Must equal the user's `sessionEpoch`. */
  epoch: z.number().int(),
});
/** All that Redis holds of a session: no personal data, and not the token. */
export type Session = z.output<typeof sessionSchema>;

type Stores = Pick<Deps, 'redis' | 'clock'>;

/** @throws DomainError UNAVAILABLE when Redis is away */
export async function startSession(
  deps: Stores,
  user: { readonly id: string; readonly epoch: number },
): Promise<{ token: string; session: Session }> {
  const token = newSecret();
  const session = {
    userId: user.id,
    csrf: newSecret(),
    createdAt: deps.clock.now().toISOString(),
    epoch: user.epoch,
  };
  await keepSession(deps, token, session);
  return { token, session };
}

/** Writes a session again, for instance with a new epoch. @throws DomainError UNAVAILABLE */
export async function keepSession(deps: Stores, token: string, session: Session): Promise<void> {
  await fromRedis(deps.redis, (redis) => redis.set(keyOf(token), JSON.stringify(session), 'EX', SESSION_SECONDS));
}

/** Finds a session and lets its idle time start anew. @throws DomainError UNAVAILABLE */
export async function findSession(deps: Stores, token: string): Promise<Session | null> {
  const stored = await fromRedis(deps.redis, (redis) => redis.getex(keyOf(token), 'EX', SESSION_SECONDS));
  return stored === null ? null : sessionSchema.parse(JSON.parse(stored));
}

/** @throws DomainError UNAVAILABLE */
export async function endSession(deps: Stores, token: string): Promise<void> {
  await fromRedis(deps.redis, (redis) => redis.del(keyOf(token)));
}

function keyOf(token: string): string {
  return `session:${secretHash(token)}`;
}
