import type { Deps } from '../deps.js';
import { keepProofs, keptProofs } from '../registry/keep-proofs.js';
import { logCheckpointModel, type LogCheckpointRow } from './log-checkpoint-model.js';
import { logLeafModel, type LogLeafRow } from './log-leaf-model.js';
import type { LogProof } from './log-proof.js';
import { logTreeModel } from './log-tree-model.js';
import { leafHash } from './merkle.js';
import { loadInclusionPath } from './tile-store.js';

/** Two batches: a sequencer that was killed lost at most the proofs of its last one. */
const RECENT = 512;

/** For whoever takes the sequencer's lease over: finishes what the one before may have left undone. */
export async function repairRecentProofs(deps: Pick<Deps, 'db'>): Promise<void> {
  const size = (await logTreeModel(deps.db).findOne({ _id: 'log' }).lean())?.size ?? 0;
  const leaves = await logLeafModel(deps.db)
    .find({ _id: { $gte: size - RECENT }, newest: true })
    .lean<LogLeafRow[]>();
  await repairProofs(
    deps,
    leaves.filter(({ subject }) => !subject.startsWith('audit:')),
  );
}

/** Writes the proofs of newest leaves beside their numbers where they are missing. */
export async function repairProofs(deps: Pick<Deps, 'db'>, leaves: readonly LogLeafRow[]): Promise<void> {
  const kept = await keptProofs(
    deps,
    leaves.map(({ subject }) => subject),
  );
  const missing = leaves.filter(({ subject, _id }) => kept.get(subject) !== _id);
  await keepProofs(deps, await proofsOfLeaves(deps, missing));
}

/** The proofs of some newest leaves of numbers, made from the stored tiles. */
async function proofsOfLeaves(deps: Pick<Deps, 'db'>, leaves: readonly LogLeafRow[]): Promise<Map<string, LogProof>> {
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
