import type { Rect } from './geometry.js';
import type { Raster } from './raster.js';

/** The page is looked at in so many blocks along its longer side. */
const BLOCKS = 150;
/** A block of a code of dark and light modules is neither paper nor all ink. */
const DARK_SHARE = [0.22, 0.82] as const;
/** Sides of a code, in blocks. */
const MIN_SIDE = 5;
const MAX_SIDE = 50;
const MIN_FILL = 0.6;

/** Squares that are about half black and half white all over, as a QR code is and text is not; the largest first. */
export function denseSquares(clean: Raster): Rect[] {
  const block = Math.max(4, Math.round(Math.max(clean.width, clean.height) / BLOCKS));
  const columns = Math.floor(clean.width / block);
  const rows = Math.floor(clean.height / block);
  const dense = new Uint8Array(columns * rows);
  for (let r = 0; r < rows; r += 1)
    for (let c = 0; c < columns; c += 1) {
      const share = darkShare(clean, c * block, r * block, block);
      if (share > DARK_SHARE[0] && share < DARK_SHARE[1]) dense[r * columns + c] = 1;
    }
  return areasOf(dense, columns, rows)
    .filter(({ width, height, count }) => {
      const [short, long] = [Math.min(width, height), Math.max(width, height)];
      return short >= MIN_SIDE && long <= MAX_SIDE && long < 1.7 * short && count > MIN_FILL * width * height;
    })
    .sort((a, b) => b.count - a.count)
    .map(({ x, y, width, height }) => ({
      x: x * block,
      y: y * block,
      width: width * block,
      height: height * block,
    }));
}

function darkShare({ data, width }: Raster, x0: number, y0: number, block: number): number {
  let dark = 0;
  for (let y = y0; y < y0 + block; y += 1)
    for (let x = x0; x < x0 + block; x += 1) if ((data[(y * width + x) * 3] ?? 255) < 140) dark += 1;
  return dark / (block * block);
}

/** Connected areas of the mask with their bounds and how many blocks they hold. */
function areasOf(mask: Uint8Array, columns: number, rows: number): (Rect & { count: number })[] {
  const areas: (Rect & { count: number })[] = [];
  const stack: number[] = [];
  for (let start = 0; start < mask.length; start += 1) {
    if (mask[start] !== 1) continue;
    let [x0, y0, x1, y1, count] = [columns, rows, 0, 0, 0];
    mask[start] = 2;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % columns;
      const y = (at - x) / columns;
      [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
      count += 1;
      for (const next of [x > 0 ? at - 1 : -1, x < columns - 1 ? at + 1 : -1, at - columns, at + columns]) {
        if (next < 0 || mask[next] !== 1) continue;
        mask[next] = 2;
        stack.push(next);
      }
    }
    areas.push({ x: x0, y: y0, width: x1 - x0 + 1, height: y1 - y0 + 1, count });
  }
  return areas;
}
