import type { Raster } from './raster.js';

export interface Circle {
  readonly cx: number;
  readonly cy: number;
  readonly radius: number;
}

/** How red a pixel is beyond its greyness: 0 for paper and for black print, about 150 for seal ink. */
export function redness(raster: Raster, x: number, y: number): number {
  const px = Math.round(x);
  const py = Math.round(y);
  if (px < 0 || py < 0 || px >= raster.width || py >= raster.height) return 0;
  const i = (py * raster.width + px) * 3;
  const [r, g, b] = [raster.data[i] ?? 0, raster.data[i + 1] ?? 0, raster.data[i + 2] ?? 0];
  return Math.max(0, r - (g + b) / 2);
}

/** Mean redness along a circle. */
function ringInk(raster: Raster, c: Circle): number {
  let sum = 0;
  for (let k = 0; k < 120; k += 1) {
    const angle = (k * Math.PI) / 60;
    sum += redness(raster, c.cx + c.radius * Math.cos(angle), c.cy + c.radius * Math.sin(angle));
  }
  return sum / 120;
}

/** Fit a roughly known ring to the full picture: the nearby circle with the most ink along it. */
export function refineRing(raster: Raster, rough: Circle): Circle {
  let best = rough;
  for (const step of [0.03, 0.012]) {
    let most = -1;
    const from = best;
    for (let dx = -2; dx <= 2; dx += 1) {
      for (let dy = -2; dy <= 2; dy += 1) {
        for (let dr = -2; dr <= 2; dr += 1) {
          const c = {
            cx: from.cx + dx * step * rough.radius,
            cy: from.cy + dy * step * rough.radius,
            radius: from.radius * (1 + dr * step),
          };
          const ink = ringInk(raster, c);
          if (ink > most) [most, best] = [ink, c];
        }
      }
    }
  }
  return best;
}

/**
 * Unroll the band between two shares of the radius into a straight strip, dark ink on white, the outside up; it begins and
 * ends at `bottom`, the direction in which the upright page goes down (radians). Only red ink is kept. `strength` is the redness that becomes black;
 * `stretch` draws letters apart that stand close together.
 */
export function unroll(
  raster: Raster,
  c: Circle,
  {
    from,
    to,
    stretch,
    bottom,
  }: { readonly from: number; readonly to: number; readonly stretch: number; readonly bottom: number },
  height: number,
  strength: number,
): Raster {
  const width = Math.round((stretch * height * Math.PI * (from + to)) / (to - from));
  return draw(width, height, (x, y) => {
    const angle = bottom + (2 * Math.PI * (x + 0.5)) / width;
    const radius = c.radius * (to - ((to - from) * (y + 0.5)) / height);
    return redness(raster, c.cx + radius * Math.cos(angle), c.cy + radius * Math.sin(angle)) / strength;
  });
}

/** A straight line of print inside the circle, turned by `angle` radians: `below` and the sizes are shares of the radius. */
export function cutLine(
  raster: Raster,
  c: Circle,
  at: { readonly below: number; readonly width: number; readonly tall: number; readonly angle: number },
  height: number,
  strength: number,
): Raster {
  const width = Math.round((height * at.width) / at.tall);
  const [cos, sin] = [Math.cos(at.angle), Math.sin(at.angle)];
  return draw(width, height, (x, y) => {
    const u = ((x + 0.5) / width - 0.5) * at.width * c.radius;
    const v = (at.below + ((y + 0.5) / height - 0.5) * at.tall) * c.radius;
    return redness(raster, c.cx + u * cos - v * sin, c.cy + u * sin + v * cos) / strength;
  });
}

/** A grey strip in three channels: `ink` 0 is white, 1 and more black. */
function draw(width: number, height: number, ink: (x: number, y: number) => number): Raster {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      // Two by two samples a pixel keep thin strokes of large seals.
      const mean =
        (ink(x - 0.25, y - 0.25) + ink(x + 0.25, y - 0.25) + ink(x - 0.25, y + 0.25) + ink(x + 0.25, y + 0.25)) / 4;
      data.fill(255 - 255 * Math.min(1, mean), (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
  }
  return { width, height, data };
}

/** The redness of well inked places of a seal: its 90th percentile inside the ring. */
export function inkStrength(raster: Raster, c: Circle): number {
  const values: number[] = [];
  for (let k = 0; k < 4000; k += 1) {
    // A sunflower's spiral spreads points evenly over the disc.
    const r = c.radius * Math.sqrt((k + 0.5) / 4000);
    const angle = k * 2.399963;
    values.push(redness(raster, c.cx + r * Math.cos(angle), c.cy + r * Math.sin(angle)));
  }
  values.sort((a, b) => a - b);
  return Math.max(20, values[Math.floor(values.length * 0.93)] ?? 20);
}
