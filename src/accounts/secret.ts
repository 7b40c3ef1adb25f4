import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as 43 characters base64url: session tokens, API keys, invitations. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What is stored in place of a secret. A plain hash is enough: 256 random bits cannot be guessed, unlike passwords.
 * @returns SHA-256, lower-case hex
 */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares without telling by its time how much was right. */
export function sameSecret(given: string, known: string): boolean {
  return timingSafeEqual(Buffer.from(secretHash(given)), Buffer.from(secretHash(known)));
}
