/** Plane geometry of boxes and perspective maps. Coordinates are pixels, y downwards. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Corners in reading order of the text inside: top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point];

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Row-major 3 × 3 matrix mapping homogeneous points. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

export const IDENTITY: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Apply a perspective map to a point. */
export function mapPoint(m: Homography, p: Point): Point {
  const w = m[6] * p.x + m[7] * p.y + m[8];
  return { x: (m[0] * p.x + m[1] * p.y + m[2]) / w, y: (m[3] * p.x + m[4] * p.y + m[5]) / w };
}

export function mapQuad(m: Homography, q: Quad): Quad {
  return [mapPoint(m, q[0]), mapPoint(m, q[1]), mapPoint(m, q[2]), mapPoint(m, q[3])];
}

/** `compose(a, b)` maps as `b` first, then `a`. */
export function compose(a: Homography, b: Homography): Homography {
  const cell = (row: 0 | 3 | 6, column: 0 | 1 | 2): number =>
    a[row] * b[column] +
    (row === 0 ? a[1] : row === 3 ? a[4] : a[7]) * (column === 0 ? b[3] : column === 1 ? b[4] : b[5]) +
    (row === 0 ? a[2] : row === 3 ? a[5] : a[8]) * (column === 0 ? b[6] : column === 1 ? b[7] : b[8]);
  return [cell(0, 0), cell(0, 1), cell(0, 2), cell(3, 0), cell(3, 1), cell(3, 2), cell(6, 0), cell(6, 1), cell(6, 2)];
}

/** The inverse map. @throws Error when the matrix is singular */
export function invert(m: Homography): Homography {
  const [a, b, c, d, e, f, g, h, i] = m;
  const A = e * i - f * h;
  const B = f * g - d * i;
  const C = d * h - e * g;
  const determinant = a * A + b * B + c * C;
  if (Math.abs(determinant) < 1e-12) throw new Error('singular map');
  const s = 1 / determinant;
  return [
    A * s,
    (c * h - b * i) * s,
    (b * f - c * e) * s,
    B * s,
    (a * i - c * g) * s,
    (c * d - a * f) * s,
    C * s,
    (b * g - a * h) * s,
    (a * e - b * d) * s,
  ];
}

/** The perspective map that takes the unit square's corners, scaled to `width × height`, to the quad (Heckbert 1989, §2.2.3). */
export function rectToQuad(width: number, height: number, q: Quad): Homography {
  const [p0, p1, p2, p3] = q;
  const sx = p0.x - p1.x + p2.x - p3.x;
  const sy = p0.y - p1.y + p2.y - p3.y;
  const dx1 = p1.x - p2.x;
  const dx2 = p3.x - p2.x;
  const dy1 = p1.y - p2.y;
  const dy2 = p3.y - p2.y;
  const det = dx1 * dy2 - dx2 * dy1;
  const g = Math.abs(det) < 1e-9 ? 0 : (sx * dy2 - dx2 * sy) / det;
  const h = Math.abs(det) < 1e-9 ? 0 : (dx1 * sy - sx * dy1) / det;
  return [
    (p1.x - p0.x + g * p1.x) / width,
    (p3.x - p0.x + h * p3.x) / height,
    p0.x,
    (p1.y - p0.y + g * p1.y) / width,
    (p3.y - p0.y + h * p3.y) / height,
    p0.y,
    g / width,
    h / height,
    1,
  ];
}

/** The smallest upright rectangle around the points. */
export function boundsOf(points: readonly Point[]): Rect {
  let x0 = Infinity;
  let y0 = Infinity;
  let x1 = -Infinity;
  let y1 = -Infinity;
  for (const p of points) {
    x0 = Math.min(x0, p.x);
    y0 = Math.min(y0, p.y);
    x1 = Math.max(x1, p.x);
    y1 = Math.max(y1, p.y);
  }
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

/** Convex hull, counter-clockwise in a y-down plane (Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (source: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const p of source) {
      for (;;) {
        const b = chain.at(-1);
        const a = chain.at(-2);
        if (!a || !b || (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0) break;
        chain.pop();
      }
      chain.push(p);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half([...sorted].reverse())];
}

/** A rectangle turned by `angle` radians about its centre: `width` lies along the angle. */
export interface TurnedRect {
  readonly cx: number;
  readonly cy: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}

/** The rectangle of least area around the points (rotating calipers over the hull's edges), its longer side as `width`. */
export function minAreaRect(points: readonly Point[]): TurnedRect | null {
  const hull = convexHull(points);
  if (hull.length < 3) return null;
  const rects = hull.map((p, i): TurnedRect => {
    const next = hull[(i + 1) % hull.length] ?? p;
    const angle = Math.atan2(next.y - p.y, next.x - p.x);
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    const b = boundsOf(hull.map((h) => ({ x: h.x * cos + h.y * sin, y: h.y * cos - h.x * sin })));
    const mx = b.x + b.width / 2;
    const my = b.y + b.height / 2;
    return { cx: mx * cos - my * sin, cy: mx * sin + my * cos, width: b.width, height: b.height, angle };
  });
  const best = rects.reduce((a, b) => (b.width * b.height < a.width * a.height ? b : a));
  return upright(best);
}

/** The same rectangle described with its angle within ±45°, so that `width` is its extent along reading direction. */
function upright(r: TurnedRect): TurnedRect {
  let { width, height, angle } = r;
  while (angle > Math.PI / 4) [angle, width, height] = [angle - Math.PI / 2, height, width];
  while (angle < -Math.PI / 4) [angle, width, height] = [angle + Math.PI / 2, height, width];
  return { ...r, width, height, angle };
}

export function quadOf(r: TurnedRect): Quad {
  const cos = Math.cos(r.angle);
  const sin = Math.sin(r.angle);
  const corner = (sx: number, sy: number): Point => {
    const x = (sx * r.width) / 2;
    const y = (sy * r.height) / 2;
    return { x: r.cx + x * cos - y * sin, y: r.cy + x * sin + y * cos };
  };
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}
