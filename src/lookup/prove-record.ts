import type { LogProof } from '../transparency/log-proof.js';
import { leafOf, loggedRecord, saltedHash } from '../transparency/logged-record.js';
import { leafHash } from '../transparency/merkle.js';
import type { PublicRecord } from './lookup-schemas.js';

/**
 * The proof, if it proves this record. It does not while a change waits to be logged; then an answer has none.
 * @param record in its Chinese form, as the log holds it
 */
export function proofOf(record: PublicRecord, proof: LogProof | undefined): LogProof | undefined {
  if (proof === undefined) return undefined;
  const salt = Buffer.from(proof.salt, 'base64');
  const commitment = saltedHash(salt, loggedRecord(record.number, record, salt));
  const leaf = leafOf(proof.logIndex, proof.on, commitment);
  return leafHash(Buffer.from(leaf)).toString('base64') === proof.leafHash ? proof : undefined;
}
