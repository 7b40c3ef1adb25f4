import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { PublicRecord } from '../lookup/lookup-schemas.js';

/** RFC 8785. @throws TypeError for what is no JSON */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/**
 * What a leaf commits to: the public record in its Chinese form, without the spellings that follow from the number
 * (`display`, `e164`), and with a salted hash where people wrote free text, so that a text can be erased and the rest still
 * be proved. Whoever has the answer and the salt can make it.
 * @param record null when the register shows nobody for the number
 */
export function loggedRecord(number: string, record: PublicRecord | null, salt: Buffer): string {
  if (record === null) return canonical({ number, status: 'not_registered' });
  const { status, holder, lastHolder, carrier, reseller, verified, history } = record;
  const hashed = (text: string) => `sha256:${saltedHash(salt, text).toString('base64')}`;
  return canonical({
    number,
    status,
    holder,
    ...(lastHolder === undefined ? {} : { lastHolder }),
    carrier,
    reseller,
    verified,
    history,
    registeredPurpose: hashed(record.registeredPurpose),
    notices: record.notices.map(({ reason, remedy, ...codes }) => ({
      ...codes,
      reason: hashed(reason),
      remedy: remedy === null ? null : hashed(remedy),
    })),
  });
}

/** The head of a subject's audit chain, as a leaf commits to it. */
export function loggedAuditHead(head: {
  readonly subject: string;
  readonly index: number;
  readonly hash: string;
}): string {
  const { subject, index, hash } = head;
  return canonical({ subject, index, hash });
}

/** @param salt 32 bytes */
export function saltedHash(salt: Buffer, text: string): Buffer {
  return createHash('sha256').update(salt).update(text).digest();
}

/**
 * The public leaf: RFC 8785 JSON of version, place in the log, day, and the commitment to a record (base64).
 * @param on `YYYY-MM-DD`, the business day on which it was logged
 */
export function leafOf(seq: number, on: string, commitment: Buffer): string {
  return canonical({ v: 1, seq, on, commitment: commitment.toString('base64') });
}
