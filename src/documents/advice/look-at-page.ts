import sharp from 'sharp';
import type { DecodedPage } from '../decoded-file.js';
import type { Advice, AdviceCode } from './advice.js';
import { blownOut } from './blown-out.js';
import type { GreyPicture } from './grey-picture.js';
import { ENOUGH_LETTERS, lettersOf, type Letter } from './letters.js';
import { sharpnessOf } from './sharpness.js';

/** Longer side at which a page is looked at. */
const LOOK_SIDE = 1300;
/** Thresholds, fitted on generated pictures so that good ones are hardly ever nagged (docs/advice.md). */
export const ADVICE_LIMITS = {
  sharpness: 0.6,
  /** Height of the letters of the larger half, pixels of the stored page. */
  letterHeight: 11,
  /** No paper can be read from a picture whose longer side is smaller, pixels. */
  longSide: 640,
  /** Letters nearer to the frame than this share of the longer side: the text runs out of the picture. */
  cutMargin: 0.008,
  cutLetters: 4,
  /** Share of letters whose lines run upright. */
  upright: 0.68,
} as const;

/** What can be seen of a page's quality within a fraction of a second, without reading a word. */
export async function adviseOn(page: DecodedPage, number: number): Promise<Advice[]> {
  const measured = await measurePage(page);
  const advice = (code: AdviceCode, box: Advice['box'] = null): Advice => ({ code, page: number, box });
  const found: Advice[] = measured.glare.map((box) => advice('GLARE', box));
  const enough = measured.letters >= ENOUGH_LETTERS;
  const small = enough && measured.letterHeight < ADVICE_LIMITS.letterHeight;
  if (small || Math.max(page.width, page.height) < ADVICE_LIMITS.longSide) found.push(advice('TOO_SMALL'));
  // Print that is too small has soft edges whatever the focus.
  else if (measured.sharpness !== null && measured.sharpness < ADVICE_LIMITS.sharpness)
    found.push(advice('TOO_BLURRED'));
  if (!enough) return found;
  for (const side of SIDES) {
    if (measured.cut[side] >= ADVICE_LIMITS.cutLetters) found.push(advice(`CUT_${side}`));
  }
  if (measured.upright > ADVICE_LIMITS.upright) found.push(advice('TURNED'));
  return found;
}

const SIDES = ['LEFT', 'RIGHT', 'TOP', 'BOTTOM'] as const;

export interface PageMeasures {
  /** How many letters were found. */
  readonly letters: number;
  /** Pixels of the stored page: the upper quartile, since broken letters are small. */
  readonly letterHeight: number;
  /** 0…1, see sharpness.ts. */
  readonly sharpness: number | null;
  /** Letters that touch each side of the frame. */
  readonly cut: Readonly<Record<(typeof SIDES)[number], number>>;
  /** Share of letters whose line runs upright. */
  readonly upright: number;
  /** Boxes of reflections, pixels of the stored page. */
  readonly glare: readonly (readonly [number, number, number, number])[];
}

export async function measurePage(page: DecodedPage): Promise<PageMeasures> {
  const { data, info } = await sharp(page.image)
    .resize({ width: LOOK_SIDE, height: LOOK_SIDE, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const look: GreyPicture = { data: redOf(data, channels), width, height };
  const scale = page.width / width;
  const letters = lettersOf(look);
  const heights = letters.map((l) => Math.max(l.x1 - l.x0, l.y1 - l.y0) + 1).sort((a, b) => a - b);
  const typical = heights[Math.floor(heights.length * 0.75)] ?? 0;
  return {
    letters: letters.length,
    letterHeight: typical * scale,
    sharpness: sharpnessOf(look),
    cut: lettersAtTheEdge(letters, look, typical),
    upright: letters.length === 0 ? 0 : letters.filter((l) => !l.level).length / letters.length,
    glare: blownOut({ data, width, height, channels }).map(([x, y, w, h]) => [
      Math.round(x * scale),
      Math.round(y * scale),
      Math.round(w * scale),
      Math.round(h * scale),
    ]),
  };
}

/** The red channel: a red seal is no ink. */
function redOf(data: Uint8Array, channels: number): Uint8Array {
  const red = new Uint8Array(data.length / channels);
  for (let i = 0; i < red.length; i += 1) red[i] = data[i * channels] ?? 0;
  return red;
}

/** Letters of the text's own size only: grain of a table is finer. `typical` in pixels of the look. */
function lettersAtTheEdge(
  letters: readonly Letter[],
  { width, height }: GreyPicture,
  typical: number,
): PageMeasures['cut'] {
  const margin = Math.max(width, height) * ADVICE_LIMITS.cutMargin;
  const own = letters.filter((l) => Math.max(l.x1 - l.x0, l.y1 - l.y0) + 1 > 0.6 * typical);
  return {
    LEFT: own.filter((l) => l.x0 < margin).length,
    RIGHT: own.filter((l) => l.x1 >= width - margin).length,
    TOP: own.filter((l) => l.y0 < margin).length,
    BOTTOM: own.filter((l) => l.y1 >= height - margin).length,
  };
}
