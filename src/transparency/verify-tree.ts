import type { LogSource } from './log-source.js';
import { leafHash, type Hash } from './merkle.js';
import type { Checkpoint } from './note.js';
import { levelWidth, parseEntryBundle, TILE_WIDTH, tileKey, TreeEdge, type TileName } from './tile.js';

/** What does not fit, and where, as a sentence. */
export interface LogFault {
  /** Stable name of the place: the same fault has the same one in every pass. */
  readonly where: string;
  readonly sentence: string;
}

/** A checkpoint that was seen before, which the log must still contain. */
export type Remembered = Pick<Checkpoint, 'size' | 'root'>;

/**
 * Recomputes a tree from its entries and compares every tile with what is served. It can stop after any whole tile and go on
 * later: the edge is all that has to be kept.
 */
export class TreeWalk {
  readonly faults: LogFault[] = [];

  constructor(
    private readonly source: LogSource,
    readonly edge: TreeEdge = new TreeEdge(0, []),
    private readonly remembered: readonly Remembered[] = [],
  ) {}

  /**
   * Walks on to `size` leaves, or as many tiles as given.
   * @returns whether the walk can go on; not so where entries are missing, because nothing after them can be placed
   */
  async walk(size: number, mostTiles = Infinity): Promise<boolean> {
    for (let tiles = 0; this.edge.size < size && tiles < mostTiles; tiles += 1) {
      const index = Math.floor(this.edge.size / TILE_WIDTH);
      const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
      const leaves = await this.leavesOf(index, width);
      if (leaves === null) return false;
      for (const leaf of leaves.slice(this.edge.size - index * TILE_WIDTH)) this.append(leafHash(leaf));
      await this.compareTiles(this.edge.changed.filter(({ hashes }) => hashes.length === TILE_WIDTH * 32));
      this.edge.forgetChanged();
    }
    return true;
  }

  /** At the end of the walk: the partial tiles, and the root. */
  async finish(checkpoint: Checkpoint): Promise<void> {
    await this.compareTiles(this.edge.lastTiles.filter(({ hashes }) => hashes.length > 0));
    if (!this.edge.root().equals(checkpoint.root))
      this.fault('root', `The entries give another root than the checkpoint of ${checkpoint.size} leaves signs.`);
  }

  private append(hash: Hash): void {
    this.edge.append(hash);
    for (const { size, root } of this.remembered) {
      if (this.edge.size === size && !this.edge.root().equals(root))
        this.fault(
          'history',
          `The log was rewritten: its first ${size} leaves are not those of an earlier checkpoint.`,
        );
    }
  }

  private async leavesOf(index: number, width: number): Promise<Buffer[] | null> {
    const bundle = await this.source.entries(index, width);
    const leaves = bundle === null ? null : parseEntryBundle(bundle);
    if (leaves?.length === width) return leaves;
    const [first, last] = [index * TILE_WIDTH, index * TILE_WIDTH + width - 1];
    this.fault(`entries/${index}`, `Leaves are missing: not all of ${first} to ${last} are served.`);
    return null;
  }

  private async compareTiles(tiles: readonly (TileName & { readonly hashes: Buffer })[]): Promise<void> {
    for (const { hashes, ...name } of tiles) {
      const served = await this.source.tile(name, hashes.length / 32);
      if (served?.equals(hashes) !== true) {
        const what = served === null ? 'is missing' : 'does not fit the entries below it';
        this.fault(`tile/${tileKey(name)}`, `Tile ${tileKey(name)} ${what}.`);
      }
    }
  }

  private fault(where: string, sentence: string): void {
    this.faults.push({ where, sentence });
  }
}

/** Leaves below which every tile is whole. */
export const wholeTiles = (size: number): number => levelWidth(1, size) * TILE_WIDTH;
