import type { PageQuality } from '../../../src/domain/ocr-fields.js';
import { redFree, type Raster } from '../image/raster.js';
import type { TextLine } from './read-lines.js';
import type { Frame } from './orient.js';

/** Edge strength at which print is as sharp as a scanner gives it (share of full contrast a pixel, 95th percentile). */
const SHARP_EDGE = 0.22;
const BLOWN_OUT = 253;

/** Stage: how usable the picture is. Each figure 0…1 (contract: *quality*). */
export function judgeQuality(raster: Raster, frame: Frame, lines: readonly TextLine[]): PageQuality {
  return { sharpness: sharpness(raster), glare: glare(raster), coverage: coverage(frame, lines) };
}

/** The 99.5th percentile of horizontal steps between neighbours: a blurred stroke climbs over many pixels. */
function sharpness(raster: Raster): number {
  const grey = redFree(raster);
  const histogram = new Uint32Array(256);
  let count = 0;
  for (let y = 0; y < grey.height; y += 2) {
    const row = y * grey.width;
    for (let x = 2; x < grey.width; x += 1) {
      const step = Math.abs((grey.data[row + x] ?? 0) - (grey.data[row + x - 2] ?? 0));
      histogram[step] = (histogram[step] ?? 0) + 1;
      count += 1;
    }
  }
  let left = count * 0.005;
  let edge = 255;
  while (edge > 0 && (left -= histogram[edge] ?? 0) > 0) edge -= 1;
  return round(Math.min(1, edge / 255 / (2 * SHARP_EDGE)));
}

/** Share of blown-out pixels that are not simply white paper: a patch of them inside a darker page. */
function glare(raster: Raster): number {
  const grey = redFree(raster);
  let blown = 0;
  let sum = 0;
  for (const value of grey.data) {
    if (value >= BLOWN_OUT) blown += 1;
    sum += value;
  }
  const mean = sum / grey.data.length;
  // On a bright scan white is the paper itself.
  return round(mean > 225 ? 0 : blown / grey.data.length);
}

/** Share of the frame that the text block spans. */
function coverage(frame: Frame, lines: readonly TextLine[]): number {
  if (lines.length === 0) return 0;
  const x0 = Math.min(...lines.map((l) => l.rect.x));
  const y0 = Math.min(...lines.map((l) => l.rect.y));
  const x1 = Math.max(...lines.map((l) => l.rect.x + l.rect.width));
  const y1 = Math.max(...lines.map((l) => l.rect.y + l.rect.height));
  return round(Math.min(1, ((x1 - x0) * (y1 - y0)) / (frame.width * frame.height)));
}

const round = (n: number): number => Math.round(n * 1000) / 1000;
