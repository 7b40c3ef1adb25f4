import { foldSubtrees, leafHash, nodeHash, subtreesOf, type Hash, type SubtreeReader } from './merkle.js';

/** C2SP tlog-tiles: 256 hashes a tile; a hash of level L is that of 256^L leaves. */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;
const HASH_BYTES = 32;

export interface TileName {
  readonly level: number;
  readonly index: number;
}

export const tileKey = ({ level, index }: TileName): string => `${level}/${index}`;

/** `001`, `x001/x234/067`: three digits an element, all but the last marked. */
export function tileIndexPath(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, place) => (place === groups.length - 1 ? group : `x${group}`)).join('/');
}

/** Reads `x001/234.p/7` back; width 256 when the tile is whole. Null for any other spelling. */
export function parseTilePath(path: string): { index: number; width: number } | null {
  const found = /^((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path);
  if (found === null) return null;
  const index = Number((found[1] ?? '').replaceAll(/[x/]/g, ''));
  const width = found[2] === undefined ? TILE_WIDTH : Number(found[2]);
  const partial = found[2] !== undefined;
  if (!Number.isSafeInteger(index) || tileIndexPath(index) !== found[1] || (partial && width >= TILE_WIDTH))
    return null;
  return { index, width };
}

/** How many hashes a level has in the tree of `size` leaves. */
export const levelWidth = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level);

/** Tiles of a level with their widths; the last may be partial. */
export function tilesOfLevel(level: number, size: number): { index: number; width: number }[] {
  const hashes = levelWidth(level, size);
  return Array.from({ length: Math.ceil(hashes / TILE_WIDTH) }, (_, index) => ({
    index,
    width: Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH),
  }));
}

/** Levels that a tree of `size` leaves has tiles of. */
export function levelsOf(size: number): number[] {
  const levels: number[] = [];
  for (let level = 0; levelWidth(level, size) > 0; level += 1) levels.push(level);
  return levels;
}

/** The tile in which the hash of a complete subtree can be found. */
export function tileOf({ height, index }: { height: number; index: number }): TileName {
  const level = Math.floor(height / TILE_HEIGHT);
  return { level, index: Math.floor((index * 2 ** (height % TILE_HEIGHT)) / TILE_WIDTH) };
}

/** Reads subtree hashes out of tiles. @throws Error when a tile is missing or too short */
export function readerOf(tileAt: (name: TileName) => Buffer | undefined): SubtreeReader {
  return (subtree) => {
    const tile = tileAt(tileOf(subtree));
    const span = 2 ** (subtree.height % TILE_HEIGHT);
    const first = (subtree.index * span) % TILE_WIDTH;
    const hashes = tile?.subarray(first * HASH_BYTES, (first + span) * HASH_BYTES);
    if (hashes?.length !== span * HASH_BYTES)
      throw new Error(`tile ${tileKey(tileOf(subtree))} is missing or too short`);
    return completeHash(hashes);
  };
}

/** The hash over 2^n hashes. */
function completeHash(hashes: Buffer): Hash {
  if (hashes.length === HASH_BYTES) return hashes;
  const middle = hashes.length / 2;
  return nodeHash(completeHash(hashes.subarray(0, middle)), completeHash(hashes.subarray(middle)));
}

/**
 * The right edge of a growing tree: the last tile of every level, which may be empty. Appending gives the tiles that changed;
 * a whole tile moves its hash one level up.
 */
export class TreeEdge {
  /** The last tile of each level, with room for a whole one. */
  readonly #last: { buffer: Buffer; width: number }[];
  readonly #changed = new Map<string, TileName & { hashes: Buffer }>();
  readonly #tiles = new Map<string, Buffer>();

  /** @param last content of the partial tile of each level, lowest first; levels beyond it are empty */
  constructor(
    private at: number,
    last: readonly Buffer[],
  ) {
    this.#last = last.map((hashes) => {
      const buffer = emptyTile();
      hashes.copy(buffer);
      return { buffer, width: hashes.length / HASH_BYTES };
    });
    this.forgetChanged();
  }

  get size(): number {
    return this.at;
  }

  /** Tiles written since the edge was made or they were last forgotten, as they are now. */
  get changed(): readonly (TileName & { readonly hashes: Buffer })[] {
    return [...this.#changed.values()];
  }

  /** The last tile of each level, lowest first; an empty one where the level ends with a whole tile. */
  get lastTiles(): readonly (TileName & { readonly hashes: Buffer })[] {
    return this.#last.map(({ buffer, width }, level) => ({
      ...this.#lastTile(level),
      hashes: buffer.subarray(0, width * HASH_BYTES),
    }));
  }

  /** Lets go of what was written, so that a walk over a long log stays small. */
  forgetChanged(): void {
    this.#changed.clear();
    this.#tiles.clear();
    for (const { hashes, ...name } of this.lastTiles) this.#tiles.set(tileKey(name), hashes);
  }

  /** Reads subtrees of the edge: all that the audit path of an appended leaf needs. */
  readonly read: SubtreeReader = readerOf((name) => this.#tiles.get(tileKey(name)));

  append(leaf: Hash): void {
    this.#push(0, leaf);
    this.at += 1;
  }

  root(): Hash {
    const subtrees = this.#last.flatMap(({ buffer, width }, level) => {
      const read = readerOf(() => buffer);
      return subtreesOf({ from: 0, to: width })
        .map(({ height, index }) => read({ height: height + level * TILE_HEIGHT, index }))
        .toReversed();
    });
    return foldSubtrees(subtrees.toReversed());
  }

  #lastTile(level: number): TileName {
    return { level, index: Math.floor(levelWidth(level, this.at) / TILE_WIDTH) };
  }

  #push(level: number, hash: Hash): void {
    const tile = (this.#last[level] ??= { buffer: emptyTile(), width: 0 });
    hash.copy(tile.buffer, tile.width * HASH_BYTES);
    tile.width += 1;
    const hashes = tile.buffer.subarray(0, tile.width * HASH_BYTES);
    const name = this.#lastTile(level);
    this.#changed.set(tileKey(name), { ...name, hashes });
    this.#tiles.set(tileKey(name), hashes);
    if (tile.width < TILE_WIDTH) return;
    this.#last[level] = { buffer: emptyTile(), width: 0 };
    this.#push(level + 1, completeHash(hashes));
  }
}

const emptyTile = (): Buffer => Buffer.alloc(TILE_WIDTH * HASH_BYTES);

/** Entry bundle: every leaf after its length in two bytes, big-endian. */
export function entryBundle(leaves: readonly string[]): Buffer {
  return Buffer.concat(
    leaves.flatMap((leaf) => {
      const bytes = Buffer.from(leaf);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(bytes.length);
      return [length, bytes];
    }),
  );
}

/** Leaves of an entry bundle, or null when it is cut off. */
export function parseEntryBundle(bundle: Buffer): Buffer[] | null {
  const leaves: Buffer[] = [];
  for (let at = 0; at < bundle.length;) {
    if (at + 2 > bundle.length) return null;
    const end = at + 2 + bundle.readUInt16BE(at);
    if (end > bundle.length) return null;
    leaves.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return leaves;
}

export const hashesOfBundle = (leaves: readonly Buffer[]): Hash[] => leaves.map((leaf) => leafHash(leaf));
