import { describe, expect, it } from 'vitest';
import {
  IDENTITY,
  boundsOf,
  compose,
  invert,
  mapQuad,
  type Homography,
  type Quad,
} from '../../workers/ocr/image/geometry.js';
import { denseSquares } from '../../workers/ocr/image/dense-squares.js';
import type { Raster } from '../../workers/ocr/image/raster.js';
import type { Frame } from '../../workers/ocr/stages/orient.js';
import { uprightColumns } from '../../workers/ocr/stages/straighten.js';

const FRAME: Frame = { turn: 0, toPage: IDENTITY, width: 1000, height: 1400, lineHeight: null };
/** Thirty rows of a letter: the first of every five is indented, the last is short. */
const ROWS = Array.from({ length: 30 }, (_, i): Quad => {
  const y = 100 + i * 40;
  const left = i % 5 === 0 ? 230 : 150;
  const right = i % 5 === 4 ? 480 + (i % 7) * 30 : 850;
  return [
    { x: left, y },
    { x: right, y },
    { x: right, y: y + 28 },
    { x: left, y: y + 28 },
  ];
});
/** How a camera that looks up or down from the side sees level rows; (500, 700) stays where it is. */
const seen = (lean: number, closing: number): Homography => {
  const [x, y] = [500, 700];
  return compose(
    [1, 0, x, 0, 1, y, 0, 0, 1],
    compose([1, lean, 0, 0, 1, 0, 0, -closing, 1], [1, 0, -x, 0, 1, -y, 0, 0, 1]),
  );
};

const spread = (xs: readonly number[]): number => Math.max(...xs) - Math.min(...xs);

describe('columns of a page', () => {
  it.each([
    [0.08, 0],
    [-0.1, 0],
    [0, 0.0002],
    [0.06, -0.00025],
  ])('that lean by %f and close in by %f are set upright', (lean, closing) => {
    const map = seen(lean, closing);
    const quads = ROWS.map((q) => mapQuad(map, q));
    const indentedOut = (of: readonly Quad[]): number[] => of.filter((_, i) => i % 5 !== 0).map((q) => q[0].x);
    expect(spread(indentedOut(quads))).toBeGreaterThan(60);
    const frame = uprightColumns(FRAME, quads);
    const back = invert(frame.toPage);
    const upright = quads.map((q) => mapQuad(back, q));
    expect(spread(indentedOut(upright))).toBeLessThan(16);
    // Rows stay level, and nothing leaves the frame.
    for (const q of upright) expect(Math.abs(q[0].y - q[1].y)).toBeLessThan(1);
    const { x, width } = boundsOf(upright.flat());
    expect(x).toBeGreaterThan(0);
    expect(x + width).toBeLessThan(frame.width);
  });

  it('that stand upright are left alone', () => {
    expect(uprightColumns(FRAME, ROWS)).toBe(FRAME);
  });

  it('are left alone where too few lines tell', () => {
    const few = ROWS.slice(0, 3).map((q) => mapQuad(seen(0.1, 0), q));
    expect(uprightColumns(FRAME, few)).toBe(FRAME);
  });
});

describe('squares as dense as a QR code', () => {
  it('are told from print and from black areas', () => {
    const [width, height] = [1200, 900];
    const data = new Uint8Array(width * height * 3).fill(255);
    const ink = (x: number, y: number, w: number, h: number): void => {
      for (let row = y; row < y + h; row += 1) data.fill(0, (row * width + x) * 3, (row * width + x + w) * 3);
    };
    // Modules of 4 pixels in a fixed, irregular pattern.
    for (let r = 0; r < 30; r += 1)
      for (let c = 0; c < 30; c += 1)
        if ((r * 7 + c * 13 + ((r * c) % 5)) % 2 === 0) ink(800 + c * 4, 200 + r * 4, 4, 4);
    // Lines of print, a rule and a black patch.
    for (let row = 0; row < 6; row += 1) for (let k = 0; k < 30; k += 1) ink(80 + k * 20, 400 + row * 60, 4, 22);
    ink(60, 100, 1000, 4);
    ink(100, 150, 120, 120);
    const clean: Raster = { width, height, data };
    const found = denseSquares(clean);
    expect(found).toHaveLength(1);
    const [square] = found;
    expect(Math.abs((square?.x ?? 0) - 800)).toBeLessThan(16);
    expect(Math.abs((square?.y ?? 0) - 200)).toBeLessThan(16);
    expect(Math.abs((square?.width ?? 0) - 120)).toBeLessThan(24);
  });
});
