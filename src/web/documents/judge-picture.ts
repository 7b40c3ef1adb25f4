export type PictureWarning = 'blurred' | 'glare' | 'small' | 'dark';

interface Pixels {
  readonly data: Uint8ClampedArray | Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The picture is looked at in this width: small enough for a phone, large enough for the strokes of print. */
const LOOK = 1_000;
/** Below this the print of a whole page has too few pixels a character. */
const SMALLEST_SIDE = 700;
/** 99th percentile of the brightness step between neighbours; sharp print has steps of 60 and more. */
const BLUR_STEP = 26;
/** Share of a tile that is blown out, while its neighbours are not, and how many tiles make a warning. */
const GLARE_SHARE = 0.9;
const GLARE_TILES = 0.02;
const DARK_MEAN = 60;

/**
 * What a person would see at once: the hand shook, a lamp is mirrored, the page is too far away. Hints before upload
 * only; the server's readers judge for themselves.
 */
export function judgePicture(pixels: Pixels): PictureWarning[] {
  const grey = greyOf(pixels);
  const warnings: PictureWarning[] = [];
  if (Math.min(pixels.width, pixels.height) < SMALLEST_SIDE) warnings.push('small');
  if (steepness(grey) < BLUR_STEP) warnings.push('blurred');
  if (mean(grey.values) < DARK_MEAN) warnings.push('dark');
  if (glareTiles(grey) > GLARE_TILES) warnings.push('glare');
  return warnings;
}

interface Grey {
  readonly values: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Every n-th pixel, not averaged: averaging would hide the blur that is looked for. */
function greyOf({ data, width, height }: Pixels): Grey {
  const step = Math.max(1, Math.floor(width / LOOK));
  const [w, h] = [Math.floor(width / step), Math.floor(height / step)];
  const values = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const at = (y * step * width + x * step) * 4;
      values[y * w + x] = (299 * (data[at] ?? 0) + 587 * (data[at + 1] ?? 0) + 114 * (data[at + 2] ?? 0)) / 1_000;
    }
  }
  return { values, width: w, height: h };
}

function steepness({ values, width }: Grey): number {
  const steps = new Uint32Array(256);
  for (let at = 1; at < values.length; at++) {
    if (at % width === 0) continue;
    const step = Math.abs((values[at] ?? 0) - (values[at - 1] ?? 0));
    steps[step] = (steps[step] ?? 0) + 1;
  }
  let above = values.length / 100;
  for (let step = 255; step > 0; step--) {
    above -= steps[step] ?? 0;
    if (above <= 0) return step;
  }
  return 0;
}

function mean(values: Uint8Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}

/** Blown-out tiles on a page that is not white all over: paper under a lamp, not a scan. */
function glareTiles({ values, width, height }: Grey): number {
  const side = Math.max(8, Math.floor(width / 40));
  let [blown, tiles, bright] = [0, 0, 0];
  for (let top = 0; top + side <= height; top += side) {
    for (let left = 0; left + side <= width; left += side) {
      let [white, light] = [0, 0];
      for (let y = top; y < top + side; y++) {
        for (let x = left; x < left + side; x++) {
          const value = values[y * width + x] ?? 0;
          if (value >= 253) white++;
          if (value >= 235) light++;
        }
      }
      tiles++;
      if (white > side * side * GLARE_SHARE) blown++;
      if (light > side * side * GLARE_SHARE) bright++;
    }
  }
  if (tiles === 0 || bright / tiles > 0.35) return 0;
  return blown / tiles;
}
