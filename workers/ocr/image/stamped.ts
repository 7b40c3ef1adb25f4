import type { Raster } from './raster.js';

/** How much stronger than green and blue red is in stamp ink, also over black print; paper in warm light stays below. */
const RED = 0.2;
/** Steps of 255: in black there are colours of no meaning. */
const LEAST = 15;
/** Share of a character's cell from which on something is stamped over it. */
const SHARE = 0.06;

/**
 * Whether red ink lies over a character that stands at `from`…`to` (shares of the strip's width): print under it may look
 * whole and be another (a 6 under a stamped stroke is a 0).
 */
export function isStamped({ data, width, height }: Raster, from: number, to: number): boolean {
  const [first, last] = [Math.max(0, Math.floor(from * width)), Math.min(width, Math.ceil(to * width))];
  let red = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = first; x < last; x += 1) {
      const at = (y * width + x) * 3;
      const strength = data[at] ?? 0;
      if (strength - Math.max(data[at + 1] ?? 0, data[at + 2] ?? 0) > Math.max(LEAST, RED * strength)) red += 1;
    }
  }
  return red > SHARE * (last - first) * height;
}
