import { describe, expect, it } from 'vitest';
import { IDENTITY, compose, invert, mapQuad, type Homography, type Quad } from '../../workers/ocr/image/geometry.js';
import { denseSquares } from '../../workers/ocr/image/dense-squares.js';
import type { Raster } from '../../workers/ocr/image/raster.js';
import type { Frame } from '../../workers/ocr/stages/orient.js';
import { uprightColumns } from '../../workers/ocr/stages/upright-columns.js';
import { warp } from '../../workers/ocr/image/warp.js';

const FRAME: Frame = { turn: 0, toPage: IDENTITY, width: 1000, height: 1400, lineHeight: null };
const TEXT = { x: 200, y: 200, width: 600, height: 900 };
const SHEET: Quad = [
  { x: 120, y: 100 },
  { x: 880, y: 100 },
  { x: 880, y: 1300 },
  { x: 120, y: 1300 },
];

/** A sheet on a darker table. */
function sheetOn(table: number): Raster {
  const data = new Uint8Array(FRAME.width * FRAME.height * 3).fill(table);
  for (let y = 100; y < 1300; y += 1) data.fill(235, (y * FRAME.width + 120) * 3, (y * FRAME.width + 880) * 3);
  return { width: FRAME.width, height: FRAME.height, data };
}

/** How a camera that looks up or down from the side sees level rows; (500, 700) stays where it is. */
const seen = (lean: number, closing: number): Homography => {
  const [x, y] = [500, 700];
  return compose(
    [1, 0, x, 0, 1, y, 0, 0, 1],
    compose([1, lean, 0, 0, 1, 0, 0, -closing, 1], [1, 0, -x, 0, 1, -y, 0, 0, 1]),
  );
};

describe('columns of a page', () => {
  it.each([
    [0.08, 0],
    [-0.1, 0],
    [0, 0.0002],
    [0.06, -0.00025],
  ])('that lean by %f and close in by %f are set upright by the sheet’s edges', (lean, closing) => {
    const map = seen(lean, closing);
    const photograph = warp(sheetOn(90), invert(map), FRAME.width, FRAME.height);
    const corners = mapQuad(map, SHEET);
    expect(Math.abs(corners[0].x - corners[3].x) + Math.abs(corners[1].x - corners[2].x)).toBeGreaterThan(90);
    const frame = uprightColumns(photograph, FRAME, TEXT);
    const upright = mapQuad(invert(frame.toPage), corners);
    expect(Math.abs(upright[0].x - upright[3].x)).toBeLessThan(25);
    expect(Math.abs(upright[1].x - upright[2].x)).toBeLessThan(25);
    // Rows stay level.
    expect(Math.abs(upright[0].y - upright[1].y)).toBeLessThan(1);
  });

  it('that stand upright, or whose sheet shows no edge, are left alone', () => {
    expect(uprightColumns(sheetOn(90), FRAME, TEXT)).toBe(FRAME);
    expect(uprightColumns(sheetOn(233), FRAME, TEXT)).toBe(FRAME);
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
    expect(Math.abs((square?.y ?? 0) - 200)).toBeLessThan(25);
    expect(Math.abs((square?.width ?? 0) - 120)).toBeLessThan(24);
  });
});
