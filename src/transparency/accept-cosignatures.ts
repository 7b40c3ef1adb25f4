import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { logCheckpointModel, type LogCheckpointRow } from './log-checkpoint-model.js';
import { isSignedBy, parseCheckpoint, parseNote, parseVkey, signatureLine, type Verifier } from './note.js';

/**
 * Takes cosignatures of configured witnesses (`LOG_WITNESSES`) on a checkpoint of this log; they are served with it from then
 * on. Signatures of others are ignored, as tlog-witness demands.
 * @param note the checkpoint with the cosignature lines after it
 * @returns the lines that were taken
 * @throws DomainError BAD_REQUEST (no signed note) | NOT_FOUND (not a checkpoint of ours) | FORBIDDEN (no line of a known
 *   witness, or one that does not fit)
 */
export async function acceptCosignatures(deps: Pick<Deps, 'db' | 'config'>, note: string): Promise<string> {
  const parsed = parseNote(note);
  const checkpoint = parsed === null ? null : parseCheckpoint(parsed.text);
  if (parsed === null || checkpoint === null) throw new DomainError('BAD_REQUEST');
  const known = await logCheckpointModel(deps.db).findOne({ _id: checkpoint.size }).lean<LogCheckpointRow>();
  if (known === null || parseNote(known.note)?.text !== parsed.text) throw new DomainError('NOT_FOUND');
  const witnesses = deps.config.LOG_WITNESSES.map(parseVkey).filter((witness) => witness !== null);
  const taken = witnesses.flatMap((witness) => linesOf(parsed, witness));
  if (taken.length === 0) throw new DomainError('FORBIDDEN');
  for (const cosignature of taken) {
    await logCheckpointModel(deps.db).updateOne(
      { _id: checkpoint.size, 'cosignatures.name': { $ne: cosignature.name } },
      { $push: { cosignatures: cosignature } },
    );
  }
  return taken.map(({ line }) => line).join('');
}

function linesOf(note: NonNullable<ReturnType<typeof parseNote>>, witness: Verifier): { name: string; line: string }[] {
  if (!isSignedBy(note, witness)) return [];
  const own = note.signatures.find(
    ({ name, bytes }) => name === witness.name && bytes.subarray(0, 4).equals(witness.id),
  );
  return own === undefined ? [] : [{ name: witness.name, line: signatureLine(own.name, own.bytes) }];
}
