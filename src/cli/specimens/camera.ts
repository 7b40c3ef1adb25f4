/** How a sheet became a picture. */
export const TIERS = ['scan', 'photo', 'poor'] as const;
export type Tier = (typeof TIERS)[number];

export type Point = readonly [x: number, y: number];

/** Everything that happens between paper and file; drawn by chance for a tier (conditions.ts) or set on purpose. */
export interface Conditions {
  readonly tier: Tier;
  /** Longer side of the picture, pixels. */
  readonly longSide: number;
  /** Clockwise quarter turn of the finished picture, degrees: the reader must turn it back. */
  readonly turn: 0 | 90 | 180 | 270;
  /** Degrees. */
  readonly skew: number;
  /** The sheet leans away about its upright and level axis, degrees. */
  readonly tilt: Point;
  /** Share of the frame that the sheet spans. */
  readonly fill: number;
  /** The sheet's centre is off the frame's by these shares: large ones cut it. */
  readonly shift: Point;
  /** Photocopied so many times before the picture was taken. */
  readonly copies: number;
  /** Black and white. */
  readonly mono: boolean;
  /** Darkening from one side to the other, share, and its direction in radians. */
  readonly light: { readonly fall: number; readonly angle: number };
  /** Soft shadow edge across the sheet: darkness, offset of its edge (share of the frame) and direction. */
  readonly shadow: { readonly depth: number; readonly offset: number; readonly angle: number } | null;
  /** Blown-out reflection: centre and radius as shares of the frame. */
  readonly glare: { readonly at: Point; readonly radius: number; readonly strength: number } | null;
  /** Sigma, pixels at 1800 pixels of width. */
  readonly blur: number;
  /** Length of a shake in pixels at 1800 pixels of width; 0 for none. */
  readonly shake: number;
  /** Standard deviation, steps of 255. */
  readonly noise: number;
  readonly quality: number;
  /** The sheet is shown on a screen: size of its pixels in pixels of the picture and how dark their seams are. */
  readonly screen: { readonly pitch: number; readonly depth: number } | null;
  readonly background: readonly [number, number, number];
  readonly tint: readonly [number, number, number];
}
