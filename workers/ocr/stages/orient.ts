import type { OcrEngines } from '../engines.js';
import {
  boundsOf,
  compose,
  distance,
  IDENTITY,
  invert,
  mapQuad,
  quadOf,
  type Homography,
  type Quad,
  type TurnedRect,
} from '../image/geometry.js';
import { cropLine } from '../image/warp.js';
import type { Raster } from '../image/raster.js';
import type { ReadChar } from '../paddle/recognise.js';
import type { PageImage } from './normalise.js';
import { NOTHING_LEFT_OUT, type Without } from './optional.js';
import { closeIn, straighten } from './straighten.js';
import { uprightColumns } from './upright-columns.js';

/** How the upright page lies in the given one. */
export interface Frame {
  /** Clockwise turn that made the page upright. */
  readonly turn: 0 | 90 | 180 | 270;
  /** Maps pixels of the upright, deskewed page to pixels of the page raster. */
  readonly toPage: Homography;
  readonly width: number;
  readonly height: number;
  /** Height of an ordinary line of text on the frame, pixels; null where too few were found to tell. */
  readonly lineHeight: number | null;
}

/** Longer side for the quick look that finds turn and skew, pixels. */
const LOOK_SIDE = 800;
/** Lines that are read both ways up to decide between 0° and 180°. */
const PROBES = 6;
/** Of a long line this many heights are enough to tell. */
const PROBE_LENGTH = 8;
/** Once the scores of both ways differ by so much after three lines, the others would only cost time. */
const CLEAR = 1;

/** Stage 2: find the quarter turn, skew and perspective from the text itself; a page without text stays as it is. */
export async function orientPage(
  { raster: untouched, clean: raster }: Pick<PageImage, 'raster' | 'clean'>,
  engines: OcrEngines,
  without: Without = NOTHING_LEFT_OUT,
): Promise<Frame> {
  const boxes = await engines.detect(raster, LOOK_SIDE);
  const sideways = lengthOf(boxes, (b) => b.height > 1.5 * b.width) > lengthOf(boxes, (b) => b.width > 1.5 * b.height);
  const turned = sideways ? quarterTurn(raster) : frameOf(raster);
  const lines = (sideways ? boxes.map((b) => turnBox(b, raster)) : boxes).filter((b) => b.width > 3 * b.height);
  const level = without.has('straighten') ? turned : straighten(turned, lines, skewOf(lines));
  const quads = (on: Frame): Quad[] => {
    const map = compose(invert(on.toPage), turned.toPage);
    return lines.map((l) => mapQuad(map, quadOf(l)));
  };
  const text = boundsOf(quads(level).flat());
  const upright = without.has('columns') || lines.length === 0 ? level : uprightColumns(untouched, level, text);
  const near = without.has('closeIn') ? upright : closeIn(upright, boxes.flatMap(quadOf));
  const straight = { ...near, lineHeight: ordinaryHeight(quads(near)) };
  const upsideDown = await isUpsideDown(raster, turned, lines, engines);
  return upsideDown ? halfTurn(straight) : straight;
}

/** The median height of lines; the quick look finds too few on a page of small print only. */
function ordinaryHeight(quads: readonly Quad[]): number | null {
  if (quads.length < 4) return null;
  const heights = quads.map((q) => distance(q[0], q[3])).sort((a, b) => a - b);
  return heights[heights.length >> 1] ?? null;
}

const lengthOf = (boxes: readonly TurnedRect[], keep: (b: TurnedRect) => boolean): number =>
  boxes.filter(keep).reduce((sum, b) => sum + Math.max(b.width, b.height), 0);

const frameOf = (r: Raster): Frame => ({
  turn: 0,
  toPage: IDENTITY,
  width: r.width,
  height: r.height,
  lineHeight: null,
});

/** The page turned clockwise by 90°: upright (x, y) lies at (y, H − x) of the raster. */
const quarterTurn = (r: Raster): Frame => ({
  turn: 90,
  toPage: [0, 1, 0, -1, 0, r.height, 0, 0, 1],
  width: r.height,
  height: r.width,
  lineHeight: null,
});

const turnBox = (b: TurnedRect, r: Raster): TurnedRect => ({
  cx: r.height - b.cy,
  cy: b.cx,
  width: b.height,
  height: b.width,
  angle: b.angle,
});

function halfTurn(frame: Frame): Frame {
  const turn = frame.turn === 0 ? 180 : 270;
  const flip: Homography = [-1, 0, frame.width, 0, -1, frame.height, 0, 0, 1];
  return { ...frame, turn, toPage: compose(frame.toPage, flip) };
}

/** The angle of the text in radians: the length-weighted mean of the lines around the most frequent angle. */
function skewOf(lines: readonly TurnedRect[]): number {
  const weightNear = (angle: number, reach: number): number =>
    lines.reduce((sum, b) => (Math.abs(b.angle - angle) < reach ? sum + b.width : sum), 0);
  // Pages are laid down roughly straight; a watermark runs at a steeper angle.
  const score = (angle: number): number => weightNear(angle, 0.035) * (1 - 0.8 * Math.abs(angle));
  const mode = [...lines].sort((a, b) => score(b.angle) - score(a.angle))[0]?.angle ?? 0;
  return mode;
}

/** Read a few clear lines both ways up: a line upside down is read with much less certainty. */
async function isUpsideDown(
  raster: Raster,
  turned: Frame,
  lines: readonly TurnedRect[],
  engines: OcrEngines,
): Promise<boolean> {
  const probes = [...lines].sort((a, b) => b.width - a.width).slice(0, PROBES);
  let upright = 0;
  let reversed = 0;
  for (const [i, line] of probes.entries()) {
    if (i >= 3 && Math.abs(upright - reversed) > CLEAR) break;
    const probe = { ...line, width: Math.min(line.width, PROBE_LENGTH * line.height) };
    const strip = cropLine(raster, mapQuad(turned.toPage, quadOf(probe)), 48);
    upright += certainty(await engines.recognise(strip));
    reversed += certainty(await engines.recognise(rotateHalf(strip)));
  }
  return reversed > upright;
}

function rotateHalf(strip: Raster): Raster {
  const data = new Uint8Array(strip.data.length);
  const pixels = strip.width * strip.height;
  for (let i = 0; i < pixels; i += 1) {
    for (let c = 0; c < 3; c += 1) data[i * 3 + c] = strip.data[(pixels - 1 - i) * 3 + c] ?? 0;
  }
  return { ...strip, data };
}

/** Sum of squared probabilities a line's length: doubt counts less than twice half-doubt. */
function certainty(chars: readonly ReadChar[]): number {
  return chars.length === 0 ? 0 : chars.reduce((sum, c) => sum + c.p * c.p, 0) / chars.length;
}
