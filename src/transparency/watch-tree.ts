import type { Deps } from '../deps.js';
import { newestCheckpoint } from './checkpoint-queries.js';
import { clearAlarms, raiseAlarms } from './log-alarm.js';
import type { LogLeafRow } from './log-leaf-model.js';
import type { LogSource } from './log-source.js';
import { logTreeModel } from './log-tree-model.js';
import { logWatchModel, type LogWatchRow } from './log-watch-model.js';
import { leafOf, saltedHash } from './logged-record.js';
import { isSignedBy, parseCheckpoint, parseNote, parseVkey, vkeyOf } from './note.js';
import { entryBundle, TILE_WIDTH, tileKey, TreeEdge, type TileName } from './tile.js';
import { bytesOf, loadLeaves, loadTiles } from './tile-store.js';
import { TreeWalk, wholeTiles, type LogFault } from './verify-tree.js';

type WatchDeps = Pick<Deps, 'db' | 'clock' | 'metrics' | 'logger'>;

/**
 * The monitor's endless walk over the stored log: leaves against what they commit to, tiles against leaves, the root against
 * the signed checkpoint and the one the last pass ended with. Each call goes on where the last one stopped.
 * @param mostTiles how far to walk in one call, in tiles of 256 leaves
 */
export async function watchTree(deps: WatchDeps, mostTiles: number): Promise<void> {
  const row = await positionOf(deps);
  const { note } = await newestCheckpoint(deps);
  const faults: LogFault[] = [];
  const checkpoint = await readSigned(deps, note, faults);
  if (checkpoint === null || checkpoint.size < row.size) {
    faults.push({ where: 'checkpoint', sentence: 'The newest checkpoint is not of this log, not signed, or shorter.' });
    await raiseAlarms(deps, 'tree', faults);
    return;
  }
  const source = new StoredLog(deps, faults);
  const remembered =
    row.remembered === null ? [] : [{ size: row.remembered.size, root: Buffer.from(row.remembered.root, 'base64') }];
  const walk = new TreeWalk(source, new TreeEdge(row.size, row.lastTiles.map(bytesOf)), remembered);
  const whole = wholeTiles(checkpoint.size);
  const goesOn = await walk.walk(whole, mostTiles);
  const { edge } = walk;
  const kept = { size: edge.size, lastTiles: edge.lastTiles.map(({ hashes }) => hashes) };
  const ended = goesOn && edge.size >= whole;
  if (ended && (await walk.walk(checkpoint.size))) await walk.finish(checkpoint);
  await raiseAlarms(deps, 'tree', [...faults, ...walk.faults]);
  if (goesOn && !ended) await logWatchModel(deps.db).updateOne({ _id: 'tree', size: row.size }, { $set: kept });
  else await beginAgain(deps, row, walk.faults.length > 0 ? row.remembered : rememberedOf(checkpoint));
}

async function positionOf(deps: WatchDeps): Promise<LogWatchRow> {
  const fresh = { passBegan: deps.clock.now(), size: 0, lastTiles: [], remembered: null };
  await logWatchModel(deps.db).updateOne({ _id: 'tree' }, { $setOnInsert: fresh }, { upsert: true });
  return logWatchModel(deps.db).findOne({ _id: 'tree' }).orFail().lean<LogWatchRow>();
}

async function beginAgain(deps: WatchDeps, row: LogWatchRow, remembered: LogWatchRow['remembered']): Promise<void> {
  await clearAlarms(deps, 'tree', row.passBegan);
  await logWatchModel(deps.db).updateOne(
    { _id: 'tree', size: row.size },
    { $set: { passBegan: deps.clock.now(), size: 0, lastTiles: [], remembered } },
  );
}

function rememberedOf({ size, root }: { size: number; root: Buffer }): { size: number; root: string } {
  return { size, root: root.toString('base64') };
}

async function readSigned({ db }: WatchDeps, note: string, faults: LogFault[]) {
  const tree = await logTreeModel(db).findOne({ _id: 'log' }).orFail().lean();
  const verifier = parseVkey(vkeyOf(tree.origin, Buffer.from(tree.publicKey, 'base64')));
  const parsed = parseNote(note);
  const checkpoint = parsed === null ? null : parseCheckpoint(parsed.text);
  if (parsed === null || checkpoint === null || verifier === null || !isSignedBy(parsed, verifier)) return null;
  if (checkpoint.size !== tree.size)
    faults.push({
      where: 'checkpoint',
      sentence: `The checkpoint has ${checkpoint.size} leaves, the log ${tree.size}.`,
    });
  return checkpoint.origin === tree.origin ? checkpoint : null;
}

/** The log as it is stored; every leaf that is read is held against the record and salt behind it. */
class StoredLog implements LogSource {
  constructor(
    private readonly deps: WatchDeps,
    private readonly faults: LogFault[],
  ) {}

  async tile(name: TileName, width: number): Promise<Buffer | null> {
    const stored = (await loadTiles(this.deps.db, [name])).get(tileKey(name));
    return stored === undefined || stored.length < width * 32 ? null : stored.subarray(0, width * 32);
  }

  async entries(index: number, width: number): Promise<Buffer | null> {
    const rows = await loadLeaves(this.deps.db, index * TILE_WIDTH, width);
    for (const row of rows) {
      if (!isTrue(row))
        this.faults.push({
          where: `leaf/${row._id}`,
          sentence: `Leaf ${row._id} does not commit to its record and salt.`,
        });
    }
    return entryBundle(rows.map(({ leaf }) => leaf));
  }
}

/** An erased record proves nothing any more, and contradicts nothing. */
function isTrue({ _id, leaf, record, salt }: LogLeafRow): boolean {
  const { on, seq } = JSON.parse(leaf) as { on: string; seq: number };
  if (seq !== _id) return false;
  if (record === null || salt === null) return record === null && salt === null;
  return leafOf(_id, on, saltedHash(Buffer.from(salt, 'base64'), record)) === leaf;
}
