import { patchesOf, type Patch } from './grey-picture.js';

interface ColourPicture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** Longer side of the shrunken picture: noise is averaged away and only what is full everywhere stays full. */
const SIDE = 260;
/** No channel below this: the sensor was full. */
const FULL = 251;
/** Paper that is as bright all over says nothing. */
const BRIGHT_PAPER = 240;
/** A reflection hides something when it covers so much of the frame; more is an overexposed page. */
const SHARE = { least: 0.004, most: 0.35 };

/** Boxes of reflections in pixels of the picture, largest first: full patches on a page that is otherwise not white. */
export function blownOut(picture: ColourPicture): [number, number, number, number][] {
  const factor = Math.max(1, Math.floor(Math.max(picture.width, picture.height) / SIDE));
  const { least, width, height } = shrink(picture, factor);
  const sorted = Float32Array.from(least).sort();
  if ((sorted[Math.floor(sorted.length * 0.7)] ?? 255) > BRIGHT_PAPER) return [];
  const mask = Uint8Array.from(least, (value) => (value >= FULL ? 1 : 0));
  const frame = width * height;
  return patchesOf(mask, width, height)
    .filter((p) => p.size >= frame * SHARE.least && p.size <= frame * SHARE.most && isRoundish(p))
    .sort((a, b) => b.size - a.size)
    .map((p) => [p.x0 * factor, p.y0 * factor, (p.x1 - p.x0 + 1) * factor, (p.y1 - p.y0 + 1) * factor]);
}

const isRoundish = (p: Patch): boolean => p.size > 0.45 * (p.x1 - p.x0 + 1) * (p.y1 - p.y0 + 1);

/** Means of `factor × factor` blocks, the darkest channel of each. */
function shrink(
  { data, width, height, channels }: ColourPicture,
  factor: number,
): { least: Float32Array; width: number; height: number } {
  const [w, h] = [Math.floor(width / factor), Math.floor(height / factor)];
  const least = new Float32Array(w * h).fill(255);
  for (let c = 0; c < Math.min(3, channels); c += 1) {
    for (let y = 0; y < h; y += 1) {
      for (let x = 0; x < w; x += 1) {
        let sum = 0;
        for (let dy = 0; dy < factor; dy += 1)
          for (let dx = 0; dx < factor; dx += 1)
            sum += data[((y * factor + dy) * width + x * factor + dx) * channels + c] ?? 0;
        least[y * w + x] = Math.min(least[y * w + x] ?? 255, sum / (factor * factor));
      }
    }
  }
  return { least, width: w, height: h };
}
