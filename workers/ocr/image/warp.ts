import { distance, mapPoint, rectToQuad, type Homography, type Quad } from './geometry.js';
import type { Raster } from './raster.js';

/**
 * Draw `width × height` pixels, each taken from where `toSource` sends it (bilinear; where a source pixel is smaller than
 * a drawn one several are averaged, so that thin strokes survive shrinking). Outside the source the edge is repeated.
 */
export function warp(source: Raster, toSource: Homography, width: number, height: number): Raster {
  const out = new Uint8Array(width * height * 3);
  const steps = samplesPerAxis(toSource, width, height);
  const weight = 1 / (steps * steps);
  const { data, width: sw, height: sh } = source;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let k = 0; k < steps * steps; k += 1) {
        const px = x + ((k % steps) + 0.5) / steps;
        const py = y + (Math.floor(k / steps) + 0.5) / steps;
        const w = toSource[6] * px + toSource[7] * py + toSource[8];
        const sx = Math.min(Math.max((toSource[0] * px + toSource[1] * py + toSource[2]) / w - 0.5, 0), sw - 1.001);
        const sy = Math.min(Math.max((toSource[3] * px + toSource[4] * py + toSource[5]) / w - 0.5, 0), sh - 1.001);
        const ix = sx | 0;
        const iy = sy | 0;
        const fx = sx - ix;
        const fy = sy - iy;
        const at = (iy * sw + ix) * 3;
        const below = at + sw * 3;
        const a00 = (1 - fx) * (1 - fy);
        const a10 = fx * (1 - fy);
        const a01 = (1 - fx) * fy;
        const a11 = fx * fy;
        r += byte(data, at) * a00 + byte(data, at + 3) * a10 + byte(data, below) * a01 + byte(data, below + 3) * a11;
        g +=
          byte(data, at + 1) * a00 +
          byte(data, at + 4) * a10 +
          byte(data, below + 1) * a01 +
          byte(data, below + 4) * a11;
        b +=
          byte(data, at + 2) * a00 +
          byte(data, at + 5) * a10 +
          byte(data, below + 2) * a01 +
          byte(data, below + 5) * a11;
      }
      const to = (y * width + x) * 3;
      out[to] = r * weight + 0.5;
      out[to + 1] = g * weight + 0.5;
      out[to + 2] = b * weight + 0.5;
    }
  }
  return { width, height, data: out };
}

const byte = (data: Uint8Array, i: number): number => data[i] ?? 0;

/** How many samples along each axis one drawn pixel needs (1…3). */
function samplesPerAxis(toSource: Homography, width: number, height: number): number {
  const a = mapPoint(toSource, { x: width / 2, y: height / 2 });
  const b = mapPoint(toSource, { x: width / 2 + 1, y: height / 2 });
  const c = mapPoint(toSource, { x: width / 2, y: height / 2 + 1 });
  return Math.min(3, Math.max(1, Math.ceil(Math.max(distance(a, b), distance(a, c)) - 0.25)));
}

/** Cut a (turned, possibly trapezoid) text line out of the picture as an upright strip `height` pixels high. */
export function cropLine(source: Raster, quad: Quad, height: number, maxWidth = 3200): Raster {
  const w = Math.max(distance(quad[0], quad[1]), distance(quad[3], quad[2]), 1);
  const h = Math.max(distance(quad[0], quad[3]), distance(quad[1], quad[2]), 1);
  const width = Math.min(maxWidth, Math.max(8, Math.round((w / h) * height)));
  return warp(source, rectToQuad(width, height, quad), width, height);
}
