import type { Deps } from '../deps.js';
import { keepProofs } from '../registry/keep-proofs.js';
import { logCheckpointModel, type LogCheckpointRow } from './log-checkpoint-model.js';
import { logLeafModel, type LogLeafRow } from './log-leaf-model.js';
import type { LogProof } from './log-proof.js';
import { logTreeModel } from './log-tree-model.js';
import { leafHash } from './merkle.js';
import { loadInclusionPath } from './tile-store.js';

/** Two batches: a sequencer that was killed lost at most the proofs of its last one. */
const RECENT = 512;

/** Writes the proofs of the last leaves beside their numbers again; for whoever takes the sequencer's lease over. */
export async function repairProofs(deps: Pick<Deps, 'db'>): Promise<void> {
  const size = (await logTreeModel(deps.db).findOne({ _id: 'log' }).lean())?.size ?? 0;
  const leaves = await logLeafModel(deps.db)
    .find({ _id: { $gte: size - RECENT }, newest: true, subject: /^400/ })
    .lean<LogLeafRow[]>();
  await keepProofs(deps, await proofsOfLeaves(deps, leaves));
}

/** The proofs of some newest leaves of numbers, made from the stored tiles. */
export async function proofsOfLeaves(
  deps: Pick<Deps, 'db'>,
  leaves: readonly LogLeafRow[],
): Promise<Map<string, LogProof>> {
  const proofs = new Map<string, LogProof>();
  for (const { _id, subject, leaf, salt, treeSize } of leaves) {
    const checkpoint = await logCheckpointModel(deps.db).findOne({ _id: treeSize }).lean<LogCheckpointRow>();
    if (checkpoint === null || salt === null) continue;
    const { on } = JSON.parse(leaf) as { on: string };
    proofs.set(subject, {
      logIndex: _id,
      leafHash: leafHash(Buffer.from(leaf)).toString('base64'),
      salt,
      on,
      path: (await loadInclusionPath(deps.db, _id, treeSize)).map((hash) => hash.toString('base64')),
      checkpoint: checkpoint.note,
    });
  }
  return proofs;
}
