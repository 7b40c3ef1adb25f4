import type { Box } from '../../src/domain/ocr-fields.js';
import type { Grey } from '../ocr/image/raster.js';

/** What the eye of a camera leaves in a small part of a picture. */
export interface PatchTexture {
  /** Median step between neighbours on bare paper, steps of 255: sensor noise and what JPEG left of it. */
  readonly noise: number;
  /** Share of print contrast that the steepest step of two pixels makes, 0…1. */
  readonly sharpness: number;
}

/** A patch with fewer pixels of paper says nothing. */
const ENOUGH_PAPER = 150;

/** Texture inside a box; null where it holds too little paper or print. */
export function textureOf(picture: Grey, [x, y, width, height]: Box): PatchTexture | null {
  const x0 = Math.max(2, Math.round(x));
  const x1 = Math.min(picture.width - 3, Math.round(x + width));
  const y0 = Math.max(2, Math.round(y));
  const y1 = Math.min(picture.height - 3, Math.round(y + height));
  if (x1 - x0 < 12 || y1 - y0 < 8) return null;
  const { data, width: row } = picture;
  const at = (px: number, py: number): number => data[py * row + px] ?? 0;
  const values: number[] = [];
  for (let py = y0; py <= y1; py += 1) for (let px = x0; px <= x1; px += 1) values.push(at(px, py));
  values.sort((a, b) => a - b);
  const paper = values[Math.floor(values.length * 0.7)] ?? 255;
  const ink = values[Math.floor(values.length * 0.03)] ?? 0;
  const contrast = paper - ink;
  if (contrast < 40) return null;
  const steps: number[] = [];
  const slopes: number[] = [];
  for (let py = y0; py <= y1; py += 1) {
    for (let px = x0; px <= x1; px += 1) {
      slopes.push(Math.max(Math.abs(at(px + 1, py) - at(px - 1, py)), Math.abs(at(px, py + 1) - at(px, py - 1))));
      const bare = [at(px - 2, py), at(px, py), at(px + 2, py), at(px, py - 2), at(px, py + 2)].every(
        (value) => value > paper - contrast * 0.18,
      );
      if (bare) steps.push(Math.abs(2 * at(px, py) - at(px - 1, py) - at(px + 1, py)) / 2);
    }
  }
  if (steps.length < ENOUGH_PAPER) return null;
  const noise = steps.reduce((sum, step) => sum + step, 0) / steps.length;
  slopes.sort((a, b) => b - a);
  const steepest = slopes[Math.floor(slopes.length * 0.02)] ?? 0;
  return { noise, sharpness: Math.min(1, steepest / contrast) };
}
