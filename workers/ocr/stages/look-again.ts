import type { OcrEngines } from '../engines.js';
import type { Draft, Shape } from '../fields/draft.js';
import { charsOf, joinParts, quadOfPart, type Part } from '../fields/flow.js';
import { mapQuad, type Quad } from '../image/geometry.js';
import { grow, NOT_CUT, type Room } from '../image/grow.js';
import type { Raster } from '../image/raster.js';
import { isStamped } from '../image/stamped.js';
import { cropLine } from '../image/warp.js';
import { STRIP_HEIGHT, type ReadChar } from '../paddle/recognise.js';
import { prepareForTesseract } from '../tesseract/prepare.js';
import type { TesseractMode } from '../tesseract/pool.js';
import type { PageImage } from './normalise.js';
import type { Without } from './optional.js';
import type { Frame } from './orient.js';
import { inkAtEnds } from './line-ends.js';
import { toLine } from './read-lines.js';

/** One reading of a value: its text and the least certain of its characters. */
export interface Look {
  readonly text: string;
  /** The parsed value; null when the text holds none. */
  readonly value: string | null;
  /** 0…1. */
  readonly certainty: number;
  readonly chars: readonly ReadChar[];
}

/** All readings of one draft: reader A on the page, reader A and its older network on a fresh cut, reader B on another cut. */
export interface Evidence {
  readonly draft: Draft;
  readonly first: Look;
  readonly second: Look | null;
  readonly older: Look | null;
  readonly other: Look | null;
  /** Red ink lies over a character that carries the value. */
  readonly stamped: boolean;
}

export interface LookContext {
  readonly image: PageImage;
  readonly frame: Frame;
  readonly engines: OcrEngines;
  readonly signal?: AbortSignal | undefined;
  readonly without: Without;
}

const CODE_WHITELIST = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** What reader A saw when it read the page. */
export function firstLook(draft: Draft): Look {
  const text = joinParts(draft.parts);
  const chars = draft.parts.flatMap(charsOf);
  return { text, value: draft.parse(text), certainty: certaintyOf(draft.shape, chars), chars };
}

/**
 * Cut the value out again, from the untouched page (or the clean one when it was read there) and with a little more air, and
 * let `read` have it.
 */
export async function secondLook(draft: Draft, context: LookContext, read: OcrEngines['recognise']): Promise<Look> {
  const chars: ReadChar[] = [];
  let text = '';
  const room = roomFor(draft);
  for (const part of draft.parts) {
    const quad = grow(quadOnPage(part, context), 0.06, airOf(part, 0.12), room);
    const line = toLine(await read(cropLine(pictureFor(part, context), quad, STRIP_HEIGHT)), quad);
    if (line === null) continue;
    chars.push(...line.chars);
    text += joinParts([{ line, from: 0, to: line.chars.length }]);
  }
  return { text, value: draft.parse(text), certainty: certaintyOf(draft.shape, chars), chars };
}

/** Both looks take different pictures, so that a fault of the cleaning cannot fool both. */
const pictureFor = (part: Part, { image }: LookContext): Raster =>
  part.line.untouched === true ? image.clean : image.raster;

/** Whether a seal was stamped over any character that carries the value; the century of a year carries nothing. */
export function isUnderSeal(draft: Draft, { image, frame }: LookContext): boolean {
  const years = draft.shape === 'date' || draft.shape === 'until';
  return draft.parts.some(({ line, from, to }, part) => {
    const century = years && part === 0 && /^(?:19|20)/u.test(line.text.slice(from, to)) ? 2 : 0;
    const strip = cropLine(image.raster, mapQuad(frame.toPage, line.quad), STRIP_HEIGHT / 2);
    return line.chars.slice(from, to).some(({ char, at }, i) => {
      if (i < century || !CARRIES[draft.shape].test(char)) return false;
      const before = at - (line.chars[from + i - 1]?.at ?? 0);
      const after = (line.chars[from + i + 1]?.at ?? 1) - at;
      const half = Math.min(before, after) / 2;
      return isStamped(strip, at - half, at + half);
    });
  });
}

/**
 * Whether ink stands right behind a line of a value that fills its box to the end: a grey ring over the last character hides it
 * from the detector, and what is left looks whole.
 */
export const inkGoesOn = (draft: Draft, { image, frame }: LookContext): boolean =>
  draft.parts.some(({ line, to }) => to >= line.chars.length && inkAtEnds(line, image, frame).after);

/** Let Tesseract read it; null when it cannot. */
export async function otherLook(draft: Draft, context: LookContext): Promise<Look | null> {
  if (context.engines.tesseract === null || context.without.has('readerB')) return null;
  const [mode, whitelist] = readerFor(draft);
  const room = roomFor(draft);
  let text = '';
  let certainty = 1;
  for (const part of draft.parts) {
    const picture = await prepareForTesseract(
      context.image.raster,
      grow(quadOnPage(part, context), 0.02, airOf(part, 0.1), room),
    );
    const read = await context.engines.tesseract.read(picture, mode, whitelist, context.signal);
    if (read === null) return null;
    text += read.text;
    certainty = Math.min(certainty, read.confidence);
  }
  return { text, value: draft.parse(text), certainty, chars: [] };
}

function readerFor(draft: Draft): [TesseractMode, string] {
  switch (draft.shape) {
    case 'uscc':
      return ['code', CODE_WHITELIST];
    case 'idNumber':
      return ['code', '0123456789X'];
    case 'numbers':
      return ['code', '0123456789-'];
    case 'date':
    case 'until':
      // With 年月日 or 长期 in it the date is Chinese print; with dots only it is digits.
      return /[年月日长期〇一二三四五六七八九十]/.test(joinParts(draft.parts))
        ? ['chinese', '']
        : ['code', '0123456789.-/'];
    default:
      return ['chinese', ''];
  }
}

const quadOnPage = (part: Part, context: LookContext): Quad => mapQuad(context.frame.toPage, quadOfPart(part));

/** A value that was cut off (by a seal over its first digits or its last) gets a second chance. */
const CUT_OFF: Room = { before: 2.5, after: 1.4 };

/** Only what is known by its own form is looked for beyond its box: the words around a name look like one. */
const roomFor = (draft: Draft): Room =>
  IN_FORM.has(draft.shape) && firstLook(draft).value === null ? CUT_OFF : NOT_CUT;
const IN_FORM: ReadonlySet<Shape> = new Set<Shape>(['uscc', 'idNumber', 'date', 'until', 'numbers']);

/** No air along the line where the part was cut out of it: half of a neighbour would be read as a character. */
const airOf = (part: Part, air: number): number => (part.from > 0 || part.to < part.line.chars.length ? 0 : air);

/** What carries the value: dashes, brackets and 年月日 may be doubtful without the value being so. */
const CARRIES: Record<Shape, RegExp> = {
  uscc: /[0-9A-Za-z]/,
  idNumber: /[0-9Xx×]/,
  numbers: /[0-9]/,
  date: /[0-9〇○零一二三四五六七八九十]/,
  until: /[0-9〇○零一二三四五六七八九十长期]/,
  person: /[\p{Script=Han}〇A-Za-z]/u,
  entity: /[\p{Script=Han}〇A-Za-z0-9]/u,
  word: /./u,
  text: /./u,
};

/** The probability of the least certain character that carries the value. */
function certaintyOf(shape: Shape, chars: readonly ReadChar[]): number {
  const carrying = chars.filter((c) => CARRIES[shape].test(c.char));
  return carrying.length === 0 ? 0 : Math.min(...carrying.map((c) => c.p));
}
