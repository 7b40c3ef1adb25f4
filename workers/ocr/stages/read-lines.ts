import type { OcrEngines } from '../engines.js';
import { boundsOf, mapQuad, quadOf, type Point, type Quad, type Rect, type TurnedRect } from '../image/geometry.js';
import type { Raster } from '../image/raster.js';
import { strayInk } from '../image/stray-ink.js';
import { cropLine, warp } from '../image/warp.js';
import { STRIP_HEIGHT, type ReadChar } from '../paddle/recognise.js';
import type { PageImage } from './normalise.js';
import { NOTHING_LEFT_OUT, type Without } from './optional.js';
import type { Frame } from './orient.js';

/** One line of text on the upright page. */
export interface TextLine {
  /** Without blanks; a blank before a character is noted in `gaps`. */
  readonly chars: readonly ReadChar[];
  readonly text: string;
  /** `gaps[i]` is true when a blank was read before `chars[i]`. */
  readonly gaps: readonly boolean[];
  /** Corners on the upright page, pixels. */
  readonly quad: Quad;
  readonly rect: Rect;
  /** Where ink lies that no character accounts for, as shares of the width (see strayInk). */
  readonly stray: readonly number[];
  /** Read from the untouched page: the second look then takes the clean one. */
  readonly untouched?: boolean;
  /** Height of the line itself, pixels (less than `rect.height` when it is not quite level). */
  readonly height: number;
}

/** Longer side of the picture the detector sees, pixels: 8-point print on A4 is then about 12 pixels high. */
const DETECT_SIDE = 1472;
/** The same for small print, and when print is small: the lines of the first, quick look would be lower than this, pixels. */
const FINE_SIDE = 2048;
const FINE_LINE = 23;
/** A picture is not drawn larger than this: a small card does not become clearer. */
const MAX_SCALE = { coarse: 1.5, fine: 2.5 } as const;
/** A line at a steeper angle than this on a deskewed page is a watermark. */
const MAX_ANGLE = 0.14;
/** A line whose characters are on average less certain than this is read from the untouched page too. */
const CLEAR_LINE = 0.93;

/** Stage 3: find and read every line of the upright page with reader A. */
export async function readLines(
  image: PageImage,
  frame: Frame,
  engines: OcrEngines,
  {
    signal,
    without = NOTHING_LEFT_OUT,
  }: { readonly signal?: AbortSignal | undefined; readonly without?: Without } = {},
): Promise<TextLine[]> {
  const long = Math.max(frame.width, frame.height);
  const coarse = Math.min(MAX_SCALE.coarse, DETECT_SIDE / long);
  const isFine = frame.lineHeight !== null && frame.lineHeight * coarse < FINE_LINE && !without.has('finePrint');
  const side = isFine ? FINE_SIDE : DETECT_SIDE;
  const scale = isFine ? Math.min(MAX_SCALE.fine, side / long) : coarse;
  const width = Math.round(frame.width * scale);
  const height = Math.round(frame.height * scale);
  const [a, b, c, d, e, f, g, h, i] = frame.toPage;
  const look = warp(
    image.clean,
    [a / scale, b / scale, c, d / scale, e / scale, f, g / scale, h / scale, i],
    width,
    height,
  );
  const boxes = await engines.detect(look, side);
  const lines: TextLine[] = [];
  for (const found of boxes) {
    signal?.throwIfAborted();
    const box = levelled(found);
    if (box === null) continue;
    const onPage: TurnedRect = {
      cx: box.cx / scale,
      cy: box.cy / scale,
      width: box.width / scale,
      height: box.height / scale,
      angle: box.angle,
    };
    const line = await readTwice(image, frame, quadOf(onPage), engines, without);
    if (line !== null) lines.push(line);
  }
  return lines;
}

/** Read a line from the clean page and, where that leaves doubts, from the untouched one: cleaning thins pale strokes away. */
async function readTwice(
  image: PageImage,
  frame: Frame,
  quad: Quad,
  engines: OcrEngines,
  without: Without,
): Promise<TextLine | null> {
  const cleaned = await readQuad(image.clean, frame, quad, engines);
  if (meanCertainty(cleaned) > CLEAR_LINE || without.has('reread')) return cleaned;
  const untouched = await readQuad(image.raster, frame, quad, engines);
  return untouched !== null && meanCertainty(untouched) > meanCertainty(cleaned)
    ? { ...untouched, stray: cleaned?.stray ?? [], untouched: true }
    : cleaned;
}

const meanCertainty = (line: TextLine | null): number =>
  line === null ? 0 : line.chars.reduce((sum, c) => sum + c.p, 0) / line.chars.length;

/** A box of one or two characters has no angle of its own; a long steep one is no line of the document. */
function levelled(box: TurnedRect): TurnedRect | null {
  if (box.width > 2.5 * box.height) return Math.abs(box.angle) > MAX_ANGLE ? null : box;
  if (box.height > 2.5 * box.width) return null;
  return Math.abs(box.angle) > 0.3 ? null : { ...box, angle: 0 };
}

/** Read the line inside `quad` (upright page); null when nothing is there. */
export async function readQuad(
  raster: Raster,
  frame: Frame,
  quad: Quad,
  engines: OcrEngines,
): Promise<TextLine | null> {
  const strip = cropLine(raster, mapQuad(frame.toPage, quad), STRIP_HEIGHT);
  const read = await engines.recognise(strip);
  const line = toLine(read, quad);
  const centres = read.map((c) => c.at);
  return line === null ? null : { ...line, stray: strayInk(strip, centres) };
}

/** Put recognised characters on their place. */
export function toLine(read: readonly ReadChar[], quad: Quad): TextLine | null {
  const chars: ReadChar[] = [];
  const gaps: boolean[] = [];
  let blank = false;
  for (const c of read) {
    if (c.char.trim() === '') {
      blank = true;
      continue;
    }
    chars.push(c);
    gaps.push(blank);
    blank = false;
  }
  if (chars.length === 0) return null;
  const height = Math.hypot(quad[3].x - quad[0].x, quad[3].y - quad[0].y);
  return { chars, gaps, text: chars.map((c) => c.char).join(''), quad, rect: boundsOf(quad), height, stray: [] };
}

const between = (a: Point, b: Point, t: number): Point => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });

/** The corners of characters `from`…`to` (exclusive) of a line, cut between neighbours. */
export function sliceQuad(line: TextLine, from: number, to: number): Quad {
  const left = from <= 0 ? 0 : cut(line, from);
  const right = to >= line.chars.length ? 1 : cut(line, to);
  const [tl, tr, br, bl] = line.quad;
  return [between(tl, tr, left), between(tl, tr, right), between(bl, br, right), between(bl, br, left)];
}

/** Where to cut before character `i`, as a share of the line's width: between it and the one before, nearer to the narrower. */
function cut(line: TextLine, i: number): number {
  const before = line.chars[i - 1];
  const after = line.chars[i];
  if (before === undefined || after === undefined) return before === undefined ? 0 : 1;
  const [left, right] = [breadth(before.char), breadth(after.char)];
  return before.at + ((after.at - before.at) * left) / (left + right);
}

/** Latin letters and digits are about half as wide as Chinese characters. */
const breadth = (char: string): number => (/[ -~]/.test(char) ? 0.55 : 1);
