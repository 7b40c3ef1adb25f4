import { distance, type Point, type Quad } from './geometry.js';

/** More room at the ends of a value, in heights of the line. */
export interface Room {
  readonly before: number;
  readonly after: number;
}
export const NOT_CUT: Room = { before: 0, after: 0 };

/** Widen a quad by shares of its height: `along` at both ends, `across` above and below (half each), and `room` at its ends. */
export function grow(quad: Quad, across: number, along: number, room: Room = NOT_CUT): Quad {
  const [tl, tr, br, bl] = quad;
  const h = (distance(tl, bl) + distance(tr, br)) / 2;
  const w = Math.max(1, (distance(tl, tr) + distance(bl, br)) / 2);
  const stretch = (from: Point, to: Point, by: number): Point => ({
    x: from.x + (to.x - from.x) * by,
    y: from.y + (to.y - from.y) * by,
  });
  const a = 1 + (along * h) / w;
  const left = a + (room.before * h) / w;
  const right = a + (room.after * h) / w;
  const sideways: Quad = [stretch(tr, tl, left), stretch(tl, tr, right), stretch(bl, br, right), stretch(br, bl, left)];
  const u = 1 + across / 2;
  return [
    stretch(sideways[3], sideways[0], u),
    stretch(sideways[2], sideways[1], u),
    stretch(sideways[1], sideways[2], u),
    stretch(sideways[0], sideways[3], u),
  ];
}
