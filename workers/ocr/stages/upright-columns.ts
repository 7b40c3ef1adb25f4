import { compose, mapPoint, type Rect } from '../image/geometry.js';
import type { Raster } from '../image/raster.js';
import { warp } from '../image/warp.js';
import type { Frame } from './orient.js';
import { around } from './straighten.js';

/** Longer side of the picture in which the sheet's edges are looked for, pixels. */
const SIDE = 280;
/** An edge leans at most so much (pixels across a pixel down), and is looked for in such steps. */
const MAX_LEAN = 0.3;
const LEAN_STEP = 0.01;
/** Paper is brighter than the table by this much, of 255. */
const STEP_UP = 9;
/** The edge must show in this share of the rows of the text. */
const SEEN = 0.6;
/** Columns nearer to upright than this are left alone. */
const MIN_LEAN = 0.012;

/** The left or right edge of the sheet: where it crosses the middle row of the text, and its lean. */
interface Edge {
  readonly x: number;
  readonly lean: number;
}

/**
 * Set the columns upright once the rows are level: a sheet photographed from above or below narrows towards one end, which its own
 * left and right edges show. Where they do not (a scan, a cut sheet) the page stays as it is. `text` are the bounds of the text on the frame.
 */
export function uprightColumns(raster: Raster, frame: Frame, text: Rect): Frame {
  const scale = SIDE / Math.max(frame.width, frame.height);
  const small = brightness(raster, frame, scale);
  const rows = { top: text.y * scale, bottom: (text.y + text.height) * scale };
  const left = edgeOf(small, rows, { from: 0, to: (text.x + 0.1 * text.width) * scale, sign: 1 });
  const right = edgeOf(small, rows, { from: (text.x + 0.9 * text.width) * scale, to: small.width, sign: -1 });
  if (left === null || right === null) return frame;
  const middle = (rows.top + rows.bottom) / 2;
  const closing = (right.lean - left.lean) / (right.x - left.x);
  // An edge at x (middle row) leans by `lean + closing · x` around the centre of the frame.
  const atCentre = left.lean + closing * (small.width / 2 - left.x);
  const lean = atCentre / (1 - closing * (middle - small.height / 2));
  const perPixel = closing * scale;
  if (Math.abs(lean) < MIN_LEAN && Math.abs(perPixel) * frame.width < 2 * MIN_LEAN) return frame;
  return around(frame, [1, lean, 0, 0, 1, 0, 0, -perPixel, 1]);
}

/** Brightness 0…255, negative where the frame reaches beyond the picture. */
interface Brightness {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

function brightness(raster: Raster, frame: Frame, scale: number): Brightness {
  const width = Math.max(8, Math.round(frame.width * scale));
  const height = Math.max(8, Math.round(frame.height * scale));
  const toPage = compose(frame.toPage, [1 / scale, 0, 0, 0, 1 / scale, 0, 0, 0, 1]);
  const look = warp(raster, toPage, width, height);
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const p = mapPoint(toPage, { x: x + 0.5, y: y + 0.5 });
      const inside = p.x > 1 && p.y > 1 && p.x < raster.width - 1 && p.y < raster.height - 1;
      const at = (y * width + x) * 3;
      data[y * width + x] = inside
        ? ((look.data[at] ?? 0) + (look.data[at + 1] ?? 0) + (look.data[at + 2] ?? 0)) / 3
        : -1;
    }
  }
  return { width, height, data };
}

/** The straight line with the most rows in which brightness steps up towards the sheet. */
function edgeOf(
  { width, height, data }: Brightness,
  rows: { readonly top: number; readonly bottom: number },
  within: { readonly from: number; readonly to: number; readonly sign: 1 | -1 },
): Edge | null {
  const top = Math.max(0, Math.floor(rows.top));
  const bottom = Math.min(height - 1, Math.ceil(rows.bottom));
  const middle = (rows.top + rows.bottom) / 2;
  const step = (x: number, y: number): number => {
    const [outer, inner] = [data[y * width + x - 2 * within.sign] ?? -1, data[y * width + x + 2 * within.sign] ?? -1];
    return outer < 0 || inner < 0 || x < 2 || x > width - 3 ? -1 : inner - outer;
  };
  let best: (Edge & { seen: number }) | null = null;
  const leans = Math.round(MAX_LEAN / LEAN_STEP);
  for (let k = -leans; k <= leans; k += 1) {
    const lean = k * LEAN_STEP;
    for (let x = Math.floor(within.from); x < within.to; x += 1) {
      let sum = 0;
      for (let y = top; y <= bottom; y += 1) {
        const up = step(Math.round(x + lean * (y - middle)), y);
        if (up > STEP_UP) sum += Math.min(1, up / (3 * STEP_UP));
      }
      const seen = sum / (bottom - top + 1);
      if (seen > (best?.seen ?? SEEN)) best = { x, lean, seen };
    }
  }
  return best;
}
