import { inkOf, patchesOf, type GreyPicture, type Patch } from './grey-picture.js';

/** A patch of ink that stands among others of its size, as letters do. */
export interface Letter extends Patch {
  /** Its nearest neighbours lie left and right of it, not above and below. */
  readonly level: boolean;
}

/** Print is darker than the paper around it by at least this share; watermarks and wood grain are paler. */
const CONTRAST = 0.25;
/** Size of a letter as share of the longer side. */
const SMALLEST = 0.0034;
const LARGEST = 0.05;
/** A page has more than this; below it nothing is concluded. */
export const ENOUGH_LETTERS = 25;

/** Everything that looks like a letter in a picture about 1300 pixels long. */
export function lettersOf(picture: GreyPicture): Letter[] {
  const { width, height } = picture;
  const long = Math.max(width, height);
  const patches = patchesOf(inkOf(picture, CONTRAST), width, height).filter((p) => {
    const [w, h] = [p.x1 - p.x0 + 1, p.y1 - p.y0 + 1];
    const side = Math.max(w, h);
    return side >= long * SMALLEST && side <= long * LARGEST && Math.min(w, h) * 5 >= side && p.size >= 6;
  });
  const grid = new Grid(patches, long * LARGEST);
  return patches.flatMap((patch) => {
    const level = runsLevel(patch, grid);
    return level === null ? [] : [{ ...patch, level }];
  });
}

const side = (p: Patch): number => Math.max(p.x1 - p.x0, p.y1 - p.y0) + 1;
const middleX = (p: Patch): number => (p.x0 + p.x1) / 2;
const middleY = (p: Patch): number => (p.y0 + p.y1) / 2;

/** Whether a letter's line runs level; null when it has no line. */
function runsLevel(patch: Patch, grid: Grid): boolean | null {
  const size = side(patch);
  let [across, along] = [0, 0];
  for (const other of grid.near(patch)) {
    if (other === patch || side(other) > 2.2 * size || size > 2.2 * side(other)) continue;
    const dx = Math.abs(middleX(other) - middleX(patch));
    const dy = Math.abs(middleY(other) - middleY(patch));
    if (Math.max(dx, dy) > 2.6 * size) continue;
    // Lines stand farther apart than the letters in them, so nearer neighbours count more.
    const weight = 1 / (1 + (Math.max(dx, dy) / size) ** 2);
    if (dy < 0.45 * size && dx > 0.5 * size) across += weight;
    if (dx < 0.45 * size && dy > 0.5 * size) along += weight;
  }
  return across + along < 0.25 ? null : across >= along;
}

/** Patches by place, to find neighbours quickly. */
class Grid {
  readonly #cells = new Map<string, Patch[]>();

  constructor(
    patches: readonly Patch[],
    readonly cell: number,
  ) {
    for (const patch of patches) {
      const key = this.#key(Math.floor(middleX(patch) / cell), Math.floor(middleY(patch) / cell));
      this.#cells.set(key, [...(this.#cells.get(key) ?? []), patch]);
    }
  }

  *near(patch: Patch): Iterable<Patch> {
    const reach = Math.ceil((2.6 * side(patch)) / this.cell);
    const [cx, cy] = [Math.floor(middleX(patch) / this.cell), Math.floor(middleY(patch) / this.cell)];
    for (let y = cy - reach; y <= cy + reach; y += 1)
      for (let x = cx - reach; x <= cx + reach; x += 1) yield* this.#cells.get(this.#key(x, y)) ?? [];
  }

  #key(x: number, y: number): string {
    return `${x},${y}`;
  }
}
