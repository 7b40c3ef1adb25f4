import type { OcrEngines } from '../engines.js';
import { middle, sameRow } from '../fields/flow.js';
import { parseDate } from '../fields/parse.js';
import { distance, mapQuad, type Quad } from '../image/geometry.js';
import { grow } from '../image/grow.js';
import { strayInk } from '../image/stray-ink.js';
import { cropLine } from '../image/warp.js';
import { STRIP_HEIGHT } from '../paddle/recognise.js';
import type { PageImage } from './normalise.js';
import type { Frame } from './orient.js';
import { readQuad, type TextLine } from './read-lines.js';

/** Beyond both ends of a line it is looked so far for print that no character accounts for, in heights. */
const BEYOND = 1.1;
/** Characters beyond the detector's box are taken only when they are at least so certain. */
const SURE = 0.9;
/** What the edge of a table, of a sheet or of a stamp is read as. */
const EDGE = /^[1IlJ|丨一\-—_.,·'"“”‘’:：;；、。()（）[\]【】]+$/u;

/** Whether ink stands right before or behind a line that no character accounts for. */
export function inkAtEnds(line: TextLine, image: PageImage, frame: Frame): { before: boolean; after: boolean } {
  const [tl, tr, br, bl] = mapQuad(frame.toPage, line.quad);
  const width = (distance(tl, tr) + distance(bl, br)) / 2;
  const height = (distance(tl, bl) + distance(tr, br)) / 2;
  const room = BEYOND * height;
  const whole = width + 2 * room;
  const strip = cropLine(image.clean, grow([tl, tr, br, bl], 0, 0, { before: BEYOND, after: BEYOND }), STRIP_HEIGHT);
  const centres = line.chars.map((c) => (room + c.at * width) / whole);
  const stray = strayInk(strip, centres);
  const [first, last] = [centres[0] ?? 0, centres.at(-1) ?? 1];
  return { before: stray.some((at) => at < first), after: stray.some((at) => at > last) };
}

/** Lines whose box was cut short (the first digit of a date, the last of an address) read again from a longer one. */
export async function withWholeEnds(
  lines: readonly TextLine[],
  image: PageImage,
  frame: Frame,
  engines: OcrEngines,
): Promise<TextLine[]> {
  const whole: TextLine[] = [];
  for (const line of lines) whole.push(await lengthened(line, lines, image, frame, engines));
  return withWholeDates(whole, image, frame, engines);
}

const BEGINS_DATE = /[0-9]{4}年[0-9]{0,2}月?[0-9]{0,2}$/u;
const ENDS_DATE = /^(?:[0-9]{0,2}月)?[0-9]{0,2}日?$/u;

/** A date that a seal has cut into two boxes is read again from one. */
async function withWholeDates(
  lines: readonly TextLine[],
  image: PageImage,
  frame: Frame,
  engines: OcrEngines,
): Promise<TextLine[]> {
  let whole = [...lines];
  for (const head of lines.filter((l) => BEGINS_DATE.test(l.text))) {
    const end = head.rect.x + head.rect.width;
    const tail = lines.find(
      (l) => l !== head && sameRow(l, head) && Math.abs(l.rect.x - end) < 0.8 * head.height && ENDS_DATE.test(l.text),
    );
    if (tail === undefined) continue;
    const quad: Quad = [head.quad[0], tail.quad[1], tail.quad[2], head.quad[3]];
    const again = await readQuad(image.clean, frame, quad, engines);
    if (again === null || parseDate(again.text) === null) continue;
    whole = [...whole.filter((l) => l !== head && l !== tail), again];
  }
  return whole;
}

async function lengthened(
  line: TextLine,
  lines: readonly TextLine[],
  image: PageImage,
  frame: Frame,
  engines: OcrEngines,
): Promise<TextLine> {
  if (line.chars.length < SHORTEST || line.height < FINEST) return line;
  const ink = inkAtEnds(line, image, frame);
  const end = line.rect.x + line.rect.width;
  const before = ink.before && !lines.some((l) => stands(l, line, line.rect.x - BEYOND * line.height, line.rect.x));
  const after = ink.after && !lines.some((l) => stands(l, line, end, end + BEYOND * line.height));
  if (!before && !after) return line;
  const quad: Quad = grow(line.quad, 0, 0, { before: before ? BEYOND : 0, after: after ? BEYOND : 0 });
  const again = await readQuad(line.untouched === true ? image.raster : image.clean, frame, quad, engines);
  const at = again?.text.indexOf(line.text) ?? -1;
  if (again === null || at < 0) return line;
  const added = again.chars.filter((_, i) => i < at || i >= at + line.chars.length);
  const text = added.map((c) => c.char).join('');
  const isEdge = EDGE.test(text) && !(/^[）)]$/u.test(text) && opens(line.text));
  if (added.length === 0 || isEdge || added.some((c) => c.p < SURE)) return line;
  return line.untouched === true ? { ...again, untouched: true } : again;
}

/** A bracket is still open at the end: what stands behind the box may be the other one. */
const opens = (text: string): boolean => /[（(][^）)]*$/u.test(text);

/** Boxes of few characters are often a seal's; print finer than this is not clear enough, pixels. */
const SHORTEST = 4;
const FINEST = 12;

/** Whether another line of the row has something between `from` and `to`. */
const stands = (other: TextLine, line: TextLine, from: number, to: number): boolean =>
  other !== line &&
  (sameRow(other, line) || Math.abs(middle(other) - middle(line)) < 0.8 * line.height) &&
  other.rect.x < to &&
  other.rect.x + other.rect.width > from;
