import type { Draft } from '../fields/draft.js';
import { quadOfPart, textOf, type Part } from '../fields/flow.js';
import { mapQuad } from '../image/geometry.js';
import { grow } from '../image/grow.js';
import { prepareForTesseract, type Stretch } from '../tesseract/prepare.js';
import type { Look, LookContext } from './look-again.js';
import { cutBefore } from './read-lines.js';

/** A date in digits, with whatever signs between them. */
const IN_DIGITS = /^[^0-9]*[0-9]{4}[^0-9]{1,2}[0-9]{1,2}[^0-9]{1,2}[0-9]{1,2}/u;

/**
 * Reader B's look at a date when it sees one that reader A sees too: all of it (`other`), or its digits in their order, or, with
 * 年月日 and the marks between them left white, its digits alone – in Chinese print it takes digits for strokes, and a stamp over
 * one sign spoils its line. Null when it sees another date or none.
 */
export async function lookAtDigits(
  draft: Draft,
  seen: readonly (Look | null)[],
  other: Look,
  context: LookContext,
): Promise<Look | null> {
  const { tesseract } = context.engines;
  const dates = seen.flatMap((look) => (look?.value == null || look.value === '长期' ? [] : look));
  if (dates.some((look) => look.value === other.value)) return other;
  if (tesseract === null || dates.length === 0 || !IN_DIGITS.test(draft.parts.map(textOf).join(''))) return null;
  const same = (text: string): Look | undefined => dates.find((look) => digitsOf(look.text) === digitsOf(text));
  const spoilt = same(other.text);
  if (spoilt !== undefined) return { ...other, value: spoilt.value };
  let text = '';
  let certainty = 1;
  for (const part of draft.parts) {
    const quad = grow(mapQuad(context.frame.toPage, quadOfPart(part)), 0.02, 0);
    const picture = await prepareForTesseract(context.image.raster, quad, signsOf(part));
    const read = await tesseract.read(picture, 'code', '0123456789', context.signal);
    if (read === null) return null;
    text += read.text;
    certainty = Math.min(certainty, read.confidence);
  }
  const value = same(text)?.value ?? null;
  return value === null ? null : { text, value, certainty, chars: [] };
}

const digitsOf = (text: string): string => text.replace(/[^0-9]/gu, '');

/** Where the characters of a part stand that are no digits. */
function signsOf({ line, from, to }: Part): Stretch[] {
  const [left, right] = [cutBefore(line, from), cutBefore(line, to)];
  const share = (i: number): number => (cutBefore(line, i) - left) / (right - left);
  return line.chars
    .slice(from, to)
    .flatMap(({ char }, i): Stretch[] => (/[0-9]/u.test(char) ? [] : [[share(from + i), share(from + i + 1)]]));
}
