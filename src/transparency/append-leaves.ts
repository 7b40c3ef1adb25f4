import { randomBytes } from 'node:crypto';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { inTransaction } from '../platform/mongo.js';
import { keepProofs } from '../registry/keep-proofs.js';
import { draftLeaves } from './draft-leaves.js';
import { logCheckpointModel } from './log-checkpoint-model.js';
import type { LogSigner } from './log-identity.js';
import { logLeafModel, type LogLeafRow } from './log-leaf-model.js';
import type { LogProof } from './log-proof.js';
import { logTileModel } from './log-tile-model.js';
import { logTreeModel, type LogTreeRow } from './log-tree-model.js';
import { leafOf, saltedHash } from './logged-record.js';
import { inclusionPath, leafHash, rangeHash } from './merkle.js';
import { checkpointText, signNote } from './note.js';
import { pendingLeafModel, type PendingLeafRow } from './pending-leaf-model.js';
import { tileKey, type TreeEdge } from './tile.js';
import { loadEdge } from './tile-store.js';

const BATCH = 256;
const SALT_BYTES = 32;

type AppendDeps = Pick<Deps, 'db' | 'config' | 'clock'>;

/**
 * Gives the next waiting leaves their places, hashes them into the tree and signs the new checkpoint, all in one transaction
 * that fails when a younger holder of the lease has written. Killed at any line, it leaves either nothing or all of it.
 * @param fence token of the sequencer's lease @param random makes the salts
 * @returns how many waiting leaves were dealt with
 * @throws Error when the lease was lost
 */
export async function appendLeaves(
  deps: AppendDeps,
  signer: LogSigner,
  fence: number,
  random: (bytes: number) => Buffer = randomBytes,
): Promise<number> {
  const { taken, proofs } = await inTransaction(deps.db, async () => {
    const batch = await pendingLeafModel(deps.db)
      .find({})
      .sort({ eventSeq: 1, subject: 1 })
      .limit(BATCH)
      .lean<PendingLeafRow[]>();
    if (batch.length === 0) return { taken: 0, proofs: new Map<string, LogProof>() };
    const tree = await logTreeModel(deps.db).findOne({ _id: 'log' }).orFail().lean<LogTreeRow>();
    const edge = await loadEdge(deps.db, tree.size);
    const on = businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
    const leaves = (await draftLeaves(deps, batch, tree.eventSeq)).map(({ subject, eventSeq, at, record }): NewLeaf => {
      const salt = random(SALT_BYTES);
      const committed = record(salt);
      const leaf = leafOf(edge.size, on, saltedHash(salt, committed));
      const placed = { _id: edge.size, subject, eventSeq, at, leaf, record: committed, salt: salt.toString('base64') };
      edge.append(leafHash(Buffer.from(leaf)));
      return placed;
    });
    const moved = await logTreeModel(deps.db).updateOne(
      { _id: 'log', fence: { $lte: fence }, size: tree.size },
      { $set: { size: edge.size, fence } },
    );
    if (moved.matchedCount === 0) throw new Error('the lease of the sequencer was lost');
    await pendingLeafModel(deps.db).deleteMany({ _id: { $in: batch.map(({ _id }) => _id) } });
    if (leaves.length === 0) return { taken: batch.length, proofs: new Map<string, LogProof>() };
    const text = checkpointText({ origin: signer.origin, size: edge.size, root: edge.root() });
    const note = signNote(text, signer.origin, signer.key);
    await writeLeaves(deps, leaves, edge, note);
    return { taken: batch.length, proofs: proofsOf(leaves, edge, { on, note }) };
  });
  // Outside the transaction, so that it touches no row of a number; what is lost here `repairProofs` finds again.
  await keepProofs(deps, proofs);
  return taken;
}

type NewLeaf = Pick<LogLeafRow, '_id' | 'subject' | 'eventSeq' | 'at' | 'leaf'> & { record: string; salt: string };

async function writeLeaves(
  { db, clock }: AppendDeps,
  leaves: readonly NewLeaf[],
  edge: TreeEdge,
  note: string,
): Promise<void> {
  const now = clock.now();
  const last = new Map(leaves.map(({ subject, _id }) => [subject, _id]));
  await logLeafModel(db).updateMany(
    { subject: { $in: [...last.keys()] }, newest: true },
    { $set: { newest: false, supersededAt: now } },
  );
  await logLeafModel(db).insertMany(
    leaves.map((leaf) => {
      const newest = last.get(leaf.subject) === leaf._id;
      return { ...leaf, treeSize: edge.size, newest, supersededAt: newest ? null : now };
    }),
  );
  await logTileModel(db).bulkWrite(
    edge.changed.map(({ hashes, ...name }) => ({
      updateOne: { filter: { _id: tileKey(name) }, update: { $set: { hashes } }, upsert: true },
    })),
  );
  await logCheckpointModel(db).insertMany([{ _id: edge.size, note, cosignatures: [], at: now }]);
}

/** Of every number among the leaves, the proof of its last one. */
function proofsOf(
  leaves: readonly NewLeaf[],
  edge: TreeEdge,
  { on, note }: { on: string; note: string },
): Map<string, LogProof> {
  const numbers = leaves.filter(({ subject }) => !subject.startsWith('audit:'));
  return new Map(
    numbers.map(({ _id, subject, leaf, salt }) => [
      subject,
      {
        logIndex: _id,
        leafHash: leafHash(Buffer.from(leaf)).toString('base64'),
        salt,
        on,
        path: inclusionPath(_id, edge.size).map((range) => rangeHash(range, edge.read).toString('base64')),
        checkpoint: note,
      },
    ]),
  );
}
