import {
  boundsOf,
  compose,
  invert,
  mapPoint,
  type Homography,
  type Point,
  type TurnedRect,
} from '../image/geometry.js';
import type { Frame } from './orient.js';

/** How the rows of a page run: they meet in one point, far away when the page was photographed from the front. */
interface Rows {
  /** Angle at the centre of the page, radians. */
  readonly skew: number;
  /** One over the distance of the meeting point from the centre along the rows, 1/pixels; 0 when they are parallel. */
  readonly convergence: number;
}

/** Slopes further off than this from the current estimate do not count; narrowed step by step (a watermark runs at about 0.4). */
const SCALES = [0.16, 0.1, 0.06, 0.04, 0.03];
/** Fewer long lines tell a skew but no perspective. */
const MIN_LINES = 5;
/** Rows that close in on each other by less than this share of the page are parallel. */
const MIN_CONVERGENCE = 0.02;
const MAX_CONVERGENCE = 0.9;

/** Turn the page level and undo the perspective along its rows. `lines` are text boxes on the frame. */
export function straighten(frame: Frame, lines: readonly TurnedRect[], modeAngle: number): Frame {
  const rows = fitRows(frame, lines, modeAngle);
  const level = Math.abs(rows.skew) < 0.003 ? frame : turn(frame, rows.skew);
  const spread = Math.abs(rows.convergence) * level.width;
  return spread < MIN_CONVERGENCE || spread > MAX_CONVERGENCE ? level : partRows(level, rows.convergence);
}

/**
 * Weighted least squares, each round trusting the lines near the last estimate: rows through the point (1/p, q/p) have at
 * (x, y) the slope s with s = q + p·(s·x − y). Coordinates are relative to the centre.
 */
function fitRows(frame: Frame, lines: readonly TurnedRect[], modeAngle: number): Rows {
  const long = lines.filter((l) => l.width > 4 * l.height);
  const rows = (long.length >= MIN_LINES ? long : lines).map((l) => {
    const s = Math.tan(l.angle);
    return { s, k: s * (l.cx - frame.width / 2) - (l.cy - frame.height / 2), weight: l.width };
  });
  let q = Math.tan(modeAngle);
  let p = 0;
  for (const scale of SCALES) {
    let [w, k, s, kk, ks] = [0, 0, 0, 0, 0];
    for (const row of rows) {
      const off = (row.s - q - p * row.k) / scale;
      if (Math.abs(off) >= 1) continue;
      const weight = row.weight * (1 - off * off) ** 2;
      w += weight;
      k += weight * row.k;
      s += weight * row.s;
      kk += weight * row.k * row.k;
      ks += weight * row.k * row.s;
    }
    if (w === 0) break;
    const determinant = w * kk - k * k;
    // Lines close to one row say nothing about convergence.
    p =
      rows.length >= MIN_LINES && determinant > w * w * (0.1 * frame.height) ** 2 ? (w * ks - k * s) / determinant : 0;
    q = (s - p * k) / w;
  }
  const skew = Math.atan(q);
  return { skew, convergence: p * Math.cos(skew) };
}

/** Turn the frame about its centre so that lines at `angle` lie level; it grows so that no corner is lost. */
function turn(frame: Frame, angle: number): Frame {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return around(frame, [cos, -sin, 0, sin, cos, 0, 0, 0, 1]);
}

/** Draw the rows apart again: what a plane seen at an angle from the side needs (the vanishing point goes to infinity). */
const partRows = (frame: Frame, p: number): Frame => around(frame, [1, 0, 0, 0, 1, 0, p, 0, 1]);

/** Apply `toFrame` (new centred coordinates → centred coordinates of the frame) and fit the new frame around the old one. */
export function around(frame: Frame, toFrame: Homography): Frame {
  const [x, y] = [frame.width / 2, frame.height / 2];
  const back = invert(toFrame);
  const corners: Point[] = [
    { x: -x, y: -y },
    { x, y: -y },
    { x, y },
    { x: -x, y },
  ];
  const bounds = boundsOf(corners.map((c) => mapPoint(back, c)));
  const shift: Homography = [1, 0, bounds.x, 0, 1, bounds.y, 0, 0, 1];
  const centre: Homography = [1, 0, x, 0, 1, y, 0, 0, 1];
  return {
    ...frame,
    toPage: compose(frame.toPage, compose(centre, compose(toFrame, shift))),
    width: Math.ceil(bounds.width),
    height: Math.ceil(bounds.height),
  };
}

/** Text nearer to the edge of what was found than this share of it may have been overlooked at the first look. */
const MARGIN = 0.08;
/** A page that fills most of the picture anyway is left as it is. */
const FILLS = 0.8;

/** Cut the frame down to where text was found, so that a page far away is looked at closely. Boxes are on the raster. */
export function closeIn(frame: Frame, corners: readonly Point[]): Frame {
  if (corners.length === 0) return frame;
  const toFrame = invert(frame.toPage);
  const text = boundsOf(corners.map((c) => mapPoint(toFrame, c)));
  const [mx, my] = [MARGIN * text.width + 0.02 * frame.width, MARGIN * text.height + 0.02 * frame.height];
  const x0 = Math.max(0, text.x - mx);
  const y0 = Math.max(0, text.y - my);
  const x1 = Math.min(frame.width, text.x + text.width + mx);
  const y1 = Math.min(frame.height, text.y + text.height + my);
  if (Math.max((x1 - x0) / frame.width, (y1 - y0) / frame.height) > FILLS) return frame;
  return {
    ...frame,
    toPage: compose(frame.toPage, [1, 0, x0, 0, 1, y0, 0, 0, 1]),
    width: Math.ceil(x1 - x0),
    height: Math.ceil(y1 - y0),
  };
}
