import type { PublicRecord } from '../lookup/lookup-schemas.js';
import { proofOf } from '../lookup/prove-record.js';
import { rootOfInclusion } from './merkle.js';
import { isSignedBy, parseCheckpoint, parseNote, type Verifier } from './note.js';

/**
 * Checks, with nothing but the answer and the log's key, that an answer of the lookup (in Chinese) is in the log.
 * @returns what does not fit, as a sentence, or null
 */
export function checkLookup(answer: PublicRecord, verifier: Verifier): string | null {
  const { proof } = answer;
  if (proof === undefined) return 'The answer carries no proof; a change may be waiting to be logged: ask again.';
  const note = parseNote(proof.checkpoint);
  const checkpoint = note === null ? null : parseCheckpoint(note.text);
  if (note === null || checkpoint === null || !isSignedBy(note, verifier))
    return `The checkpoint of the proof is not signed by ${verifier.name}.`;
  if (proofOf(answer, proof) === undefined) return 'The answer is not what its leaf in the log commits to.';
  const root = rootOfInclusion(
    Buffer.from(proof.leafHash, 'base64'),
    proof.logIndex,
    checkpoint.size,
    proof.path.map((hash) => Buffer.from(hash, 'base64')),
  );
  return root?.equals(checkpoint.root) === true ? null : 'The path of the proof does not lead to the signed root.';
}
