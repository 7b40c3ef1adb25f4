import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Some 260,000 hashes: a second of a phone's time, which is nothing once and much for every page of a scraper. */
const BITS = 18;
const LIFETIME_SECONDS = 600;

/** A puzzle as it is sent: find a nonce so that SHA-256 of `token:nonce` begins with `bits` zero bits. */
export interface Challenge {
  readonly token: string;
  readonly bits: number;
}

/**
 * Puzzles that need no memory: the token says until when it is good, and is signed for one address.
 * @param key 32 bytes that all processes share @param address keyed hash of who asks
 */
export function challengeFor(key: Buffer, address: string, now: Date): Challenge {
  const until = Math.floor(now.getTime() / 1_000) + LIFETIME_SECONDS;
  const facts = `${until}.${randomBytes(9).toString('base64url')}`;
  return { token: `${facts}.${signature(key, address, facts)}`, bits: BITS };
}

/** The token of a solved puzzle, written `token:nonce`, or null when it is not solved, not of this address, or too old. */
export function solvedToken(key: Buffer, address: string, now: Date, solution: string): string | null {
  const found = /^((\d{1,12})\.[\w-]{12})\.([\w-]{22}):[\w-]{1,40}$/.exec(solution);
  if (found === null) return null;
  const [, facts = '', until = '', signed = ''] = found;
  const expected = Buffer.from(signature(key, address, facts));
  if (!timingSafeEqual(expected, Buffer.from(signed)) || Number(until) * 1_000 < now.getTime()) return null;
  return isSolved(solution, BITS) ? `${facts}.${signed}` : null;
}

/** How a client solves it. */
export function solve({ token, bits }: Challenge): string {
  for (let nonce = 0; ; nonce += 1) {
    const solution = `${token}:${nonce.toString(36)}`;
    if (isSolved(solution, bits)) return solution;
  }
}

function isSolved(solution: string, bits: number): boolean {
  const first = createHash('sha256').update(solution).digest().readUInt32BE();
  return Math.clz32(first) >= bits;
}

function signature(key: Buffer, address: string, facts: string): string {
  return createHmac('sha256', key).update(`${address} ${facts}`).digest().subarray(0, 16).toString('base64url');
}
