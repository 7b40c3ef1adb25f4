import sharp from 'sharp';
import type { DecodedPage } from '../decoded-file.js';
import { powerSpectrum } from './power-spectrum.js';

/** Side of a patch, pixels of the stored page; a power of two. */
const SIDE = 256;
/** Patches each way. */
const PATCHES = 3;
/** Lower frequencies are print and paper patterns, cycles a patch. */
const LOWEST = 45;
/** A peak stands out by this factor over what lies before and behind it on its ray: strokes make rays, grids make points. */
const PEAK = 12;
/** And it is no mere noise: this factor over the upper tenth of the spectrum. */
const LOUD = 12;
/** In so many patches at the same place. */
const AGREEING = 4;

/**
 * Whether the picture shows the pixels of a screen: the same sharp, oblique frequency in many patches of the page. The
 * axes are left out, where JPEG's blocks and tables stand.
 */
export async function hasScreenGrid(page: DecodedPage): Promise<boolean> {
  const peaks = await gridPeaks(page);
  return peaks.some(
    (p) => peaks.filter((q) => Math.abs(p.u - q.u) <= 2 && Math.abs(p.v - q.v) <= 2).length >= AGREEING,
  );
}

export interface GridPeak {
  readonly u: number;
  readonly v: number;
  readonly factor: number;
}

/** The most outstanding oblique frequency of each patch that has one. */
export async function gridPeaks(page: DecodedPage): Promise<GridPeak[]> {
  if (Math.min(page.width, page.height) < SIDE * 2) return [];
  const { data } = await sharp(page.image).greyscale().extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  const peaks: GridPeak[] = [];
  for (let k = 0; k < PATCHES * PATCHES; k += 1) {
    const left = Math.floor(((k % PATCHES) + 0.5) * (page.width / PATCHES) - SIDE / 2);
    const top = Math.floor((Math.floor(k / PATCHES) + 0.5) * (page.height / PATCHES) - SIDE / 2);
    const patch = new Float64Array(SIDE * SIDE);
    for (let y = 0; y < SIDE; y += 1)
      for (let x = 0; x < SIDE; x += 1) patch[y * SIDE + x] = data[(top + y) * page.width + left + x] ?? 0;
    const peak = strongest(powerSpectrum(patch, SIDE));
    if (peak !== null) peaks.push(peak);
  }
  return peaks;
}

/** Of the half plane: the spectrum of real pixels is symmetric. */
function strongest(power: Float64Array): GridPeak | null {
  const half = SIDE / 2;
  const at = (u: number, v: number): number => power[((v + SIDE) % SIDE) * SIDE + ((u + SIDE) % SIDE)] ?? 0;
  const sample: number[] = [];
  let best = { u: 0, v: 0, value: 0 };
  for (let v = 0; v < half - 2; v += 1) {
    for (let u = -half + 3; u < half - 2; u += 1) {
      // JPEG's blocks stand at multiples of an eighth.
      if (u * u + v * v < LOWEST * LOWEST || (nearBlock(u) && nearBlock(v))) continue;
      const value = at(u, v);
      if ((u + 5 * v) % 7 === 0) sample.push(value);
      if (value > best.value) best = { u, v, value };
    }
  }
  sample.sort((a, b) => a - b);
  const loud = best.value / Math.max(sample[Math.floor(sample.length * 0.9)] ?? 0, 1e-9);
  const length = Math.hypot(best.u, best.v);
  const along = [-9, -8, -7, -6, 6, 7, 8, 9].map((step) => {
    const [u, v] = [Math.round(best.u * (1 + step / length)), Math.round(best.v * (1 + step / length))];
    return Math.max(at(u, v), at(u + 1, v), at(u - 1, v), at(u, v + 1), at(u, v - 1));
  });
  const factor = best.value / Math.max(...along, 1e-9);
  return factor > PEAK && loud > LOUD ? { u: best.u, v: best.v, factor } : null;
}

const nearBlock = (u: number): boolean => Math.abs(u - 32 * Math.round(u / 32)) <= 1;
