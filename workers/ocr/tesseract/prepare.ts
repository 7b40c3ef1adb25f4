import sharp from 'sharp';
import type { Quad } from '../image/geometry.js';
import { redFree, type Grey, type Raster } from '../image/raster.js';
import { cropLine } from '../image/warp.js';

/** A strip this high holds glyphs of about 34 pixels, where Tesseract reads best (measured). */
const STRIP = 52;
const MARGIN = 14;

/** From where to where along a strip, as shares of its width. */
export type Stretch = readonly [from: number, to: number];

/**
 * Cut a line for Tesseract: no red, even background, black on white, a white margin; the stretches of `blank` are left white.
 * Encoded as PNG.
 */
export async function prepareForTesseract(raster: Raster, quad: Quad, blank: readonly Stretch[] = []): Promise<Buffer> {
  const even = flatten(redFree(cropLine(raster, quad, STRIP)));
  for (const [from, to] of blank) whiten(even, Math.floor(from * even.width), Math.ceil(to * even.width));
  return sharp(even.data, { raw: { width: even.width, height: even.height, channels: 1 } })
    .extend({ top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN, background: '#ffffff' })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

function whiten({ data, width, height }: Grey, from: number, to: number): void {
  for (let y = 0; y < height; y += 1) data.fill(255, y * width + from, y * width + to);
}

/** Spread each neighbourhood from its own ink to its own paper: shadows and watermarks lose their weight. */
export function flatten(grey: Grey): Grey {
  const { width, height, data } = grey;
  const out = new Uint8Array(data.length);
  const reach = height * 2;
  const papers = new Float32Array(width);
  const inks = new Float32Array(width);
  for (let x = 0; x < width; x += 1) {
    const column: number[] = [];
    for (let y = 0; y < height; y += 1) column.push(data[y * width + x] ?? 255);
    column.sort((a, b) => a - b);
    papers[x] = column[Math.floor(height * 0.85)] ?? 255;
    inks[x] = column[1] ?? 0;
  }
  for (let x = 0; x < width; x += 1) {
    let paper = 0;
    let ink = 255;
    let count = 0;
    for (let k = Math.max(0, x - reach); k < Math.min(width, x + reach); k += 2) {
      paper += papers[k] ?? 0;
      ink = Math.min(ink, inks[k] ?? 255);
      count += 1;
    }
    paper /= Math.max(1, count);
    const span = Math.max(30, (paper - ink) * 0.92);
    for (let y = 0; y < height; y += 1) {
      const value = ((data[y * width + x] ?? 255) - ink) / span;
      out[y * width + x] = Math.max(0, Math.min(255, value * 255));
    }
  }
  return { width, height, data: out };
}
