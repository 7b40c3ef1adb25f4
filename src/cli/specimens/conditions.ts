import type { Conditions, Tier } from './camera.js';
import type { Random } from './random.js';

type Range = readonly [low: number, high: number];

interface TierRanges {
  readonly longSide: Range;
  readonly skew: Range;
  readonly tilt: Range;
  readonly fill: Range;
  readonly light: Range;
  readonly blur: Range;
  readonly noise: Range;
  readonly quality: Range;
  readonly copies: number;
  readonly mono: number;
  readonly shadow: number;
  readonly glare: number;
  readonly shake: number;
}

const RANGES: Readonly<Record<Tier, TierRanges>> = {
  scan: {
    longSide: [1650, 2700],
    skew: [0, 1.4],
    tilt: [0, 0],
    fill: [0.9, 0.99],
    light: [0, 0.04],
    blur: [0, 0.5],
    noise: [0, 2.5],
    quality: [62, 92],
    copies: 0.15,
    mono: 0.2,
    shadow: 0,
    glare: 0,
    shake: 0,
  },
  photo: {
    longSide: [1700, 3000],
    skew: [0, 5],
    tilt: [0, 12],
    fill: [0.78, 0.94],
    light: [0.05, 0.25],
    blur: [0.3, 0.9],
    noise: [1.5, 5],
    quality: [55, 88],
    copies: 0.06,
    mono: 0.05,
    shadow: 0.3,
    glare: 0.05,
    shake: 0.05,
  },
  poor: {
    longSide: [1100, 2000],
    skew: [0, 13],
    tilt: [4, 24],
    fill: [0.68, 0.9],
    light: [0.15, 0.45],
    blur: [0.6, 1.4],
    noise: [3, 9],
    quality: [32, 60],
    copies: 0.12,
    mono: 0.1,
    shadow: 0.5,
    glare: 0.15,
    shake: 0.2,
  },
};

/** Conditions by chance for one tier. Cards lie smaller in their frame, which the caller's `fill` may say. */
export function drawConditions(random: Random, tier: Tier): Conditions {
  const ranges = RANGES[tier];
  const from = ([low, high]: Range): number => random.between(low, high);
  const either = (): number => (random.chance(0.5) ? 1 : -1);
  const copies = random.chance(ranges.copies) ? random.int(1, 2) : 0;
  const grey = random.int(60, 190);
  const scan = tier === 'scan';
  const direction = random.between(0, 2 * Math.PI);
  return {
    tier,
    longSide: Math.round(from(ranges.longSide)),
    turn: random.chance(0.25) ? random.pick([90, 180, 270] as const) : 0,
    skew: from(ranges.skew) * either(),
    tilt: [from(ranges.tilt) * either(), from(ranges.tilt) * either() * 0.6],
    fill: from(ranges.fill),
    shift: [random.between(-0.02, 0.02), random.between(-0.02, 0.02)],
    copies,
    // A photograph of a photocopy still has the colours of the light.
    mono: scan && (copies > 0 || random.chance(ranges.mono)),
    light: { fall: from(ranges.light), angle: direction },
    shadow: random.chance(ranges.shadow)
      ? {
          depth: random.between(0.15, 0.45),
          offset: random.between(-0.25, 0.25),
          angle: random.between(0, 2 * Math.PI),
        }
      : null,
    glare: random.chance(ranges.glare)
      ? {
          at: [random.between(0.2, 0.8), random.between(0.2, 0.8)],
          radius: random.between(0.04, 0.11),
          strength: random.between(0.6, 1.3),
        }
      : null,
    blur: from(ranges.blur),
    shake: random.chance(ranges.shake) ? random.between(1, 3.5) : 0,
    noise: from(ranges.noise),
    quality: Math.round(from(ranges.quality)),
    screen: null,
    background: scan
      ? [248, 248, 248]
      : random.pick([
          [grey, grey, grey],
          [121, 92, 66],
          [58, 66, 74],
          [150, 128, 100],
          [196, 190, 180],
          [84, 104, 92],
        ] as const),
    tint: scan ? [1, 1, 1] : [random.between(0.95, 1.03), 1, random.between(0.9, 1.03)],
  };
}
