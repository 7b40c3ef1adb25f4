import type { Connection } from 'mongoose';
import { logLeafModel, type LogLeafRow } from './log-leaf-model.js';
import { logTileModel, type LogTileRow } from './log-tile-model.js';
import { inclusionPath, rangeHash, subtreesOf, type Hash } from './merkle.js';
import { levelsOf, levelWidth, readerOf, TILE_WIDTH, tileKey, tileOf, TreeEdge, type TileName } from './tile.js';

const HASH_BYTES = 32;

/** The right edge of the stored tree of `size` leaves. @throws Error when a tile is missing or too short */
export async function loadEdge(db: Connection, size: number): Promise<TreeEdge> {
  const partial = levelsOf(size).map((level) => {
    const hashes = levelWidth(level, size);
    return { level, index: Math.floor(hashes / TILE_WIDTH), width: hashes % TILE_WIDTH };
  });
  const tiles = await loadTiles(
    db,
    partial.filter(({ width }) => width > 0),
  );
  const last = partial.map((name) => {
    const hashes = (tiles.get(tileKey(name)) ?? Buffer.alloc(0)).subarray(0, name.width * HASH_BYTES);
    if (hashes.length < name.width * HASH_BYTES) throw new Error(`tile ${tileKey(name)} is missing or too short`);
    return hashes;
  });
  return new TreeEdge(size, last);
}

export async function loadTiles(db: Connection, names: readonly TileName[]): Promise<Map<string, Buffer>> {
  const keys = [...new Set(names.map(tileKey))];
  if (keys.length === 0) return new Map();
  const rows = await logTileModel(db)
    .find({ _id: { $in: keys } })
    .lean<LogTileRow[]>();
  return new Map(rows.map(({ _id, hashes }) => [_id, bytesOf(hashes)]));
}

/** `lean` gives the driver's Binary, not a Buffer. */
export function bytesOf(value: Buffer | { readonly buffer: Uint8Array }): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer);
}

/** Hashes of the audit path of a leaf in the tree of `size` leaves, from the stored tiles. */
export async function loadInclusionPath(db: Connection, leaf: number, size: number): Promise<Hash[]> {
  const ranges = inclusionPath(leaf, size);
  const tiles = await loadTiles(db, ranges.flatMap(subtreesOf).map(tileOf));
  const read = readerOf((name) => tiles.get(tileKey(name)));
  return ranges.map((range) => rangeHash(range, read));
}

/** Leaves from a place on, in order. */
export async function loadLeaves(db: Connection, from: number, count: number): Promise<LogLeafRow[]> {
  return logLeafModel(db)
    .find({ _id: { $gte: from, $lt: from + count } })
    .sort({ _id: 1 })
    .lean<LogLeafRow[]>();
}
