import type { Raster } from './raster.js';

/** A column is ink when its darkest pixel, away from the strip's edges, is darker than this (cleaned page). */
const DARK = 110;
/** A glyph is about this share of the strip's height wide. */
const GLYPH = 0.74;
/** Ink nearer than this many glyphs to a recognised centre belongs to that character. */
const REACH = 0.72;
/** Narrower ink is a speck, as a share of the strip's height. */
const SPECK = 0.2;

/**
 * Where a strip holds ink that no recognised character accounts for, as shares (0…1) of its width. A character that
 * reader A has no class for (燊, 龑) is silently left out: only the ink tells. `centres` are shares of the width.
 */
export function strayInk(strip: Raster, centres: readonly number[]): number[] {
  const { width, height, data } = strip;
  const top = Math.round(height * 0.14);
  const bottom = Math.round(height * 0.86);
  const reach = height * GLYPH * REACH;
  const found: number[] = [];
  let start = -1;
  for (let x = 0; x <= width; x += 1) {
    const isStray = x < width && isInk(x) && !centres.some((c) => Math.abs(c * width - x) < reach);
    if (isStray && start < 0) start = x;
    if (!isStray && start >= 0) {
      if (x - start >= height * SPECK) found.push((start + x) / 2 / width);
      start = -1;
    }
  }
  return found;

  function isInk(x: number): boolean {
    for (let y = top; y < bottom; y += 1) if ((data[(y * width + x) * 3] ?? 255) < DARK) return true;
    return false;
  }
}
