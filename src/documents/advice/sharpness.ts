import type { GreyPicture } from './grey-picture.js';

/** Half the length of the stretch in which an edge is looked at, pixels. */
const REACH = 6;
/** Only edges at least this strong compared with the strongest count: thin strokes look soft by themselves. */
const STRONG = 0.6;
const STEP = 4;

/**
 * How abrupt the page's strong edges are, 0…1: of the difference between dark and bright within a short stretch, the part
 * that one step of two pixels makes. The lesser of both directions, since a shaken hand blurs one only; pale print is
 * not taken for blurred. Null on a page without strong edges.
 */
export function sharpnessOf({ data, width, height }: GreyPicture): number | null {
  const across = alongLines(width, height, (line, at) => data[line * width + at] ?? 0);
  const along = alongLines(height, width, (line, at) => data[at * width + line] ?? 0);
  return across === null || along === null ? null : Math.min(across, along);
}

function alongLines(length: number, lines: number, pixel: (line: number, at: number) => number): number | null {
  const ranges: number[] = [];
  const ratios: number[] = [];
  for (let line = 0; line < lines; line += STEP) {
    for (let at = REACH + 1; at < length - REACH - 1; at += STEP) {
      let [darkest, brightest, steepest] = [255, 0, 0];
      for (let k = at - REACH; k <= at + REACH; k += 1) {
        const value = pixel(line, k);
        darkest = Math.min(darkest, value);
        brightest = Math.max(brightest, value);
        steepest = Math.max(steepest, Math.abs(pixel(line, k + 1) - pixel(line, k - 1)));
      }
      ranges.push(brightest - darkest);
      ratios.push(steepest / Math.max(1, brightest - darkest));
    }
  }
  const sorted = [...ranges].sort((a, b) => b - a);
  const strongest = sorted[Math.floor(sorted.length * 0.005)] ?? 0;
  if (strongest < 40) return null;
  const kept = ratios.filter((_, i) => (ranges[i] ?? 0) >= strongest * STRONG).sort((a, b) => a - b);
  return kept[Math.floor(kept.length * 0.5)] ?? null;
}
