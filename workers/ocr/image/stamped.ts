import type { Raster } from './raster.js';

/** How much stronger than green and blue red is in stamp ink, steps of 255; paper in warm light stays below. */
const RED = 50;
/** Share of a line's pixels from which on something is stamped over it. */
const SHARE = 0.015;

/** Whether red ink lies over a strip: print under it may look whole and be another (a 6 under a stamped stroke is a 0). */
export function isStamped({ data, width, height }: Raster): boolean {
  let red = 0;
  for (let at = 0; at < data.length; at += 3) {
    if ((data[at] ?? 0) - Math.max(data[at + 1] ?? 0, data[at + 2] ?? 0) > RED) red += 1;
  }
  return red > SHARE * width * height;
}
