import type { Deps } from '../deps.js';
import type { LogProof } from '../transparency/log-proof.js';
import { numberModel } from './number-model.js';

/**
 * Puts the proof of its newest leaf beside each number, where lookups find it with the number itself. An older proof never
 * replaces a newer one; the number's version stays, because nothing about the number changed.
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
        update: { $set: { proof } },
      },
    })),
    { ordered: false },
  );
}
