import type { Request } from 'express';
import { RateLimiterRes } from 'rate-limiter-flexible';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { addressKey, limiter, networkOf } from '../http/rate-limit.js';
import { challengeFor, solvedToken } from './proof-of-work.js';

/** A minute, from one address; thousands of phones can share one. */
const PER_ADDRESS = 600;
/** Numbers that are not in the register, a minute: people mistype, only programs try one after the other. */
const UNKNOWN_PER_ADDRESS = 60;
/** What one solved puzzle is good for, within ten minutes; an unknown number counts for ten. */
const PER_PASS = 300;
const PASS_SECONDS = 600;
const UNKNOWN_COSTS = 10;
export const PASS_HEADER = 'Lookup-Pass';

export interface LookupLimits {
  /** @throws DomainError RATE_LIMITED with a puzzle whose solution lets this caller go on at once */
  admit(request: Request): Promise<void>;
  /** To be called when there was nothing to show. @throws DomainError RATE_LIMITED */
  admitUnknown(request: Request): Promise<void>;
}

/**
 * Generous for each address, since many people share one; whoever meets the limit solves a puzzle and goes on with a budget
 * of its own, so that nobody is shut out by their neighbours (decision 143).
 */
export function createLookupLimits(deps: Pick<Deps, 'redis' | 'cipher' | 'clock'>): LookupLimits {
  const key = deps.cipher.keyFor('lookup challenge');
  const addresses = limiter(deps, 'limit:lookup', PER_ADDRESS);
  const unknown = limiter(deps, 'limit:lookup-unknown', UNKNOWN_PER_ADDRESS);
  const passes = limiter(deps, 'limit:lookup-pass', PER_PASS, PASS_SECONDS);
  const take = async (request: Request, budget: typeof addresses, passCost: number) => {
    const address = addressKey(deps, request.ip);
    const pass = solvedToken(key, address, deps.clock.now(), request.get(PASS_HEADER) ?? '');
    try {
      await (pass === null ? budget.consume(address) : passes.consume(pass, passCost));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const challenge = { ...challengeFor(key, address, deps.clock.now()), algorithm: 'sha-256', header: PASS_HEADER };
      throw new DomainError('RATE_LIMITED', {
        retryAfterSeconds: Math.max(1, refused.msBeforeNext / 1_000),
        members: { challenge },
      });
    }
  };
  return {
    admit: (request) => take(request, addresses, 1),
    admitUnknown: (request) => take(request, unknown, UNKNOWN_COSTS),
  };
}

/** Requests of each address (of IPv6: each /64, which one subscriber has) in the current minute, for this process alone: what memory answers costs next to nothing. */
export class MinuteBudget {
  #minute = 0;
  #taken = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** @param now milliseconds */
  take(address: string, now: number): boolean {
    const minute = Math.floor(now / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#taken = new Map();
    }
    const network = networkOf(address);
    const taken = (this.#taken.get(network) ?? 0) + 1;
    this.#taken.set(network, taken);
    return taken <= this.most;
  }
}
