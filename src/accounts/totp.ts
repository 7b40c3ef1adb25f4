import { Secret, TOTP } from 'otpauth';
import type { Deps } from '../deps.js';
import type { UserRow } from './user-model.js';

const ISSUER = '400 Registry';
const PERIOD_SECONDS = 30;
/** RFC 6238 §5.2: one step either way for clocks that differ and codes typed slowly. */
const WINDOW = 1;

/** A new shared secret. @returns base32, 160 bits (RFC 4226 §4, R6) */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator app reads from a QR code. @param account what the app shows: an e-mail or staff number */
export function totpUri(secret: string, account: string): string {
  return generator(secret, account).toString();
}

/**
 * The time step of a right code, or null. A step is good once (RFC 6238 §5.2): a code somebody looked at over a shoulder
 * is of no use.
 * @param lastStep the step of the last code that was accepted
 */
export function acceptedStep(secret: string, code: string, now: Date, lastStep: number): number | null {
  const timestamp = now.getTime();
  const delta = generator(secret, '').validate({ token: code, timestamp, window: WINDOW });
  if (delta === null) return null;
  const step = Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
  return step > lastStep ? step : null;
}

export function sealTotp(deps: Pick<Deps, 'cipher'>, userId: string, secret: string): string {
  return deps.cipher.sealJson(`totp:${userId}`, secret).toString('base64');
}

/** @throws Error when it was altered or belongs to another account */
export function openTotp(deps: Pick<Deps, 'cipher'>, user: Pick<UserRow, '_id'>, sealed: string): string {
  return String(deps.cipher.openJson(`totp:${user._id.toHexString()}`, Buffer.from(sealed, 'base64')));
}

function generator(secret: string, label: string): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS });
}
