import type { Deps } from '../deps.js';
import type { LogProof } from '../transparency/log-proof.js';
import { numberModel } from './number-model.js';

/**
 * Puts the proof of its newest leaf beside each number, where lookups find it with the number itself. An older proof never
 * replaces a newer one; the number's version stays, because nothing about the number changed. The copy of its record goes, whatever version it is of: the leaf says that the
 * record is another one.
 */
export async function keepProofs(deps: Pick<Deps, 'db'>, proofs: ReadonlyMap<string, LogProof>): Promise<void> {
  if (proofs.size === 0) return;
  await numberModel(deps.db).bulkWrite(
    [...proofs].map(([number, proof]) => ({
      updateOne: {
        filter: {
          _id: number,
          $or: [{ proof: { $exists: false } }, { 'proof.logIndex': { $lte: proof.logIndex } }],
        },
        update: { $set: { proof }, $unset: { shown: '' } },
      },
    })),
    { ordered: false },
  );
}

/** Which leaf the proof beside each number is of. */
export async function keptProofs(deps: Pick<Deps, 'db'>, numbers: readonly string[]): Promise<Map<string, number>> {
  const rows = await numberModel(deps.db)
    .find({ _id: { $in: [...numbers] } })
    .select('proof.logIndex')
    .lean<{ _id: string; proof?: { logIndex: number } }[]>();
  return new Map(rows.flatMap(({ _id, proof }) => (proof === undefined ? [] : [[_id, proof.logIndex] as const])));
}
