import type { OcrEngines } from '../engines.js';
import { boundsOf, mapQuad, quadOf, type Point, type Quad, type Rect, type TurnedRect } from '../image/geometry.js';
import type { Raster } from '../image/raster.js';
import { strayInk } from '../image/stray-ink.js';
import { cropLine, warp } from '../image/warp.js';
import type { DetectedBox } from '../paddle/detect.js';
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
  const found = await engines.detect(look, side);
  const boxes = without.has('swollen') ? found : await withoutMarks(look, found, engines);
  const lines: TextLine[] = [];
  for (const each of boxes) {
    signal?.throwIfAborted();
    const box = levelled(each);
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

/** A box so many times as high as most, and wide, may hold a line that a slanting watermark crosses. */
const SWOLLEN = 1.6;
/** On the clean page watermarks are paler than this, print is darker. */
const PRINT = 110;

/** Boxes that a watermark has swollen are looked at again without it. `found` are on the look. */
async function withoutMarks(
  look: Raster,
  found: readonly DetectedBox[],
  engines: OcrEngines,
): Promise<readonly DetectedBox[]> {
  const wide = found.filter((b) => b.width > 3 * b.height);
  const heights = wide.map((b) => b.height).sort((a, b) => a - b);
  const usual = heights[heights.length >> 1] ?? 0;
  const boxes: DetectedBox[] = [];
  for (const box of found) {
    const isSwollen = wide.length > 4 && box.height > SWOLLEN * usual && box.width > 2.5 * box.height;
    const inside = isSwollen ? await detectPrint(look, box, engines) : [];
    const isSplit = inside.some((b) => b.width > 1.5 * b.height && b.height < 0.75 * box.height);
    boxes.push(...(isSplit ? inside : [box]));
  }
  return boxes.every((box) => found.includes(box)) ? boxes : united(boxes);
}

/** Boxes of one row that overlap by more than their edges hold one line, of which the watermark had hidden the beginning. */
function united(boxes: readonly DetectedBox[]): DetectedBox[] {
  const kept: DetectedBox[] = [];
  for (const box of [...boxes].sort((a, b) => a.cx - a.width / 2 - (b.cx - b.width / 2))) {
    const at = kept.findIndex(
      (k) =>
        Math.abs(k.cy - box.cy) < 0.3 * Math.min(k.height, box.height) &&
        k.cx + k.width / 2 - (box.cx - box.width / 2) > 0.5 * Math.min(k.height, box.height),
    );
    const known = kept[at];
    if (known === undefined) kept.push(box);
    else kept[at] = around(known, box);
  }
  return kept;
}

function around(a: DetectedBox, b: DetectedBox): DetectedBox {
  const left = Math.min(a.cx - a.width / 2, b.cx - b.width / 2);
  const right = Math.max(a.cx + a.width / 2, b.cx + b.width / 2);
  const top = Math.min(a.cy - a.height / 2, b.cy - b.height / 2);
  const bottom = Math.max(a.cy + a.height / 2, b.cy + b.height / 2);
  return {
    ...a,
    cx: (left + right) / 2,
    cy: (top + bottom) / 2,
    width: right - left,
    height: bottom - top,
    angle: 0,
  };
}

/** Look for print inside a box with everything paler than print left out. */
async function detectPrint(look: Raster, box: DetectedBox, engines: OcrEngines): Promise<DetectedBox[]> {
  const { x, y, width, height } = boundsOf(quadOf(box));
  const [x0, y0] = [Math.max(0, Math.floor(x)), Math.max(0, Math.floor(y))];
  const cut: Raster = blank(
    Math.min(look.width - x0, Math.ceil(width)) + 2 * QUIET,
    Math.min(look.height - y0, Math.ceil(height)) + 2 * QUIET,
  );
  for (let row = QUIET; row < cut.height - QUIET; row += 1) {
    for (let column = QUIET; column < cut.width - QUIET; column += 1) {
      const value = look.data[((row - QUIET + y0) * look.width + column - QUIET + x0) * 3] ?? 255;
      const at = (row * cut.width + column) * 3;
      cut.data.fill(Math.min(255, (value / PRINT) * 255), at, at + 3);
    }
  }
  const inside = await engines.detect(cut, Math.max(cut.width, cut.height));
  return inside.map((b) => ({ ...b, cx: b.cx + x0 - QUIET, cy: b.cy + y0 - QUIET }));
}

/** Paper around a cut, pixels: the detector sees no text that touches the edge. */
const QUIET = 16;
const blank = (width: number, height: number): Raster => ({
  width,
  height,
  data: new Uint8Array(width * height * 3).fill(255),
});

/**
 * Read a line from the clean page and, where that leaves doubts or ink without a character, from the untouched one: cleaning
 * thins pale strokes away.
 */
async function readTwice(
  image: PageImage,
  frame: Frame,
  quad: Quad,
  engines: OcrEngines,
  without: Without,
): Promise<TextLine | null> {
  const cleaned = await readQuad(image.clean, frame, quad, engines);
  const isClear = meanCertainty(cleaned) > CLEAR_LINE && (cleaned?.stray.length ?? 0) === 0;
  if (isClear || without.has('reread')) return cleaned;
  const untouched = await readQuad(image.raster, frame, quad, engines);
  if (untouched === null || worth(untouched) <= worth(cleaned)) return cleaned;
  // Specks and shadows of the untouched page are no ink: what the clean one shows counts.
  const stray = (cleaned?.stray ?? []).filter((at) => !untouched.chars.some((c) => Math.abs(c.at - at) < NEAR_INK));
  return { ...untouched, stray, untouched: true };
}

/** A character so near, as a share of the line, accounts for the ink. */
const NEAR_INK = 0.04;

const meanCertainty = (line: TextLine | null): number =>
  line === null ? 0 : line.chars.reduce((sum, c) => sum + c.p, 0) / line.chars.length;

/** Of two readings that which sees more characters, each by its certainty; doubtful ones count for little. */
const worth = (line: TextLine | null): number =>
  line === null ? 0 : line.chars.reduce((sum, c) => sum + c.p * c.p - 0.02, 0);

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
  const left = cutBefore(line, from);
  const right = cutBefore(line, to);
  const [tl, tr, br, bl] = line.quad;
  return [between(tl, tr, left), between(tl, tr, right), between(bl, br, right), between(bl, br, left)];
}

/** Where to cut before character `i`, as a share of the line's width: between it and the one before, nearer to the narrower. */
export function cutBefore(line: TextLine, i: number): number {
  const before = line.chars[i - 1];
  const after = line.chars[i];
  if (before === undefined || after === undefined) return before === undefined ? 0 : 1;
  const [left, right] = [breadth(before.char), breadth(after.char)];
  return before.at + ((after.at - before.at) * left) / (left + right);
}

/** Latin letters and digits are about half as wide as Chinese characters. */
const breadth = (char: string): number => (/[ -~]/.test(char) ? 0.55 : 1);
