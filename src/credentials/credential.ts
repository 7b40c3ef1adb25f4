import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { createLocalJWKSet, errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Deps } from '../deps.js';
import type { LookUp } from '../lookup/look-up.js';
import type { PublicRecord } from '../lookup/lookup-schemas.js';
import { LIFETIME_MS, type SigningKeys } from './signing-keys.js';

export const CREDENTIAL_TYPE = 'register-400+jwt';
/** Issued at the full hour, so that all processes issue the same and an answer's tag stands for as long. */
const ISSUED_EVERY_MS = 3_600_000;
/** Signed credentials kept in memory; the oldest goes first. */
const MOST = 10_000;

/** The public record that a credential carries: in Chinese, without the proofs about it. */
export type Attested = Omit<PublicRecord, 'proof' | 'credential'>;

export function attested(record: PublicRecord): Attested {
  const shown = { ...record };
  delete shown.proof;
  delete shown.credential;
  return shown;
}

/** SHA-256 of the record's RFC 8785 form: what a credential is revoked by. */
export function digestOf(record: Attested): string {
  return createHash('sha256')
    .update(canonicalize(record) ?? '')
    .digest('base64url');
}

/**
 * Compact JWS (RFC 7515, EdDSA) over a number's present public record, good for a day: anybody checks it offline with the
 * keys of `/.well-known/jwks.json`. `jti` is the record's digest; `status` is the address that tells whether the record is
 * still the same.
 */
export type Issue = (record: PublicRecord) => Promise<string>;

export function createIssuer(deps: Deps, keys: SigningKeys): Issue {
  const kept = new Map<string, { text: string; issuedAt: number; kid: string; credential: string }>();
  const base = deps.config.BASE_URL.replace(/\/+$/u, '');
  return async (record) => {
    const issuedAt = Math.floor(deps.clock.now().getTime() / ISSUED_EVERY_MS) * ISSUED_EVERY_MS;
    const { kid, key } = await keys.current();
    const text = JSON.stringify(record);
    const known = kept.get(record.number);
    if (known?.text === text && known.issuedAt === issuedAt && known.kid === kid) return known.credential;
    const shown = attested(record);
    const digest = digestOf(shown);
    const credential = await new SignJWT({
      record: shown,
      status: `${base}/api/v1/credentials/${record.number}/${digest}`,
      ...(record.proof === undefined ? {} : { logIndex: record.proof.logIndex }),
    })
      .setProtectedHeader({ alg: 'EdDSA', kid, typ: CREDENTIAL_TYPE })
      .setIssuer(base)
      .setSubject(`tel:${record.e164}`)
      .setJti(digest)
      .setIssuedAt(new Date(issuedAt))
      .setExpirationTime(new Date(issuedAt + LIFETIME_MS))
      .sign(key);
    kept.delete(record.number);
    const [oldest] = kept.keys();
    if (kept.size >= MOST && oldest !== undefined) kept.delete(oldest);
    kept.set(record.number, { text, issuedAt, kid, credential });
    return credential;
  };
}

export const CREDENTIAL_STATUSES = ['valid', 'expired', 'revoked', 'forged'] as const;
export type CredentialStatus = (typeof CREDENTIAL_STATUSES)[number];

/** Whether a number's record is still the one with this digest. */
export async function isCurrent(lookUp: LookUp, number: string, digest: string): Promise<boolean> {
  const answer = await lookUp(number, { language: 'zh' });
  return answer.found && digestOf(attested(answer.record)) === digest;
}

const claims = z.object({ jti: z.string(), record: z.object({ number: z.string() }) });

/**
 * What a credential is worth now: `forged` when no key of ours signed exactly this, then `expired`, then `revoked` when the
 * record changed since. An expired one may be revoked as well; nobody should go by it anyway.
 */
export async function checkCredential(
  deps: Pick<Deps, 'clock' | 'config'>,
  keys: SigningKeys,
  lookUp: LookUp,
  credential: string,
): Promise<{ status: CredentialStatus; number: string | null }> {
  const set = createLocalJWKSet({ keys: await keys.published() });
  const issuer = deps.config.BASE_URL.replace(/\/+$/u, '');
  const verified = await jwtVerify(credential, set, {
    algorithms: ['EdDSA'],
    typ: CREDENTIAL_TYPE,
    issuer,
    currentDate: deps.clock.now(),
  }).catch((error: unknown) => {
    if (error instanceof errors.JWTExpired) return 'expired' as const;
    if (error instanceof errors.JOSEError) return 'forged' as const;
    throw error;
  });
  if (verified === 'expired' || verified === 'forged') return { status: verified, number: null };
  const told = claims.safeParse(verified.payload);
  if (!told.success) return { status: 'forged', number: null };
  const { number } = told.data.record;
  return { status: (await isCurrent(lookUp, number, told.data.jti)) ? 'valid' : 'revoked', number };
}
