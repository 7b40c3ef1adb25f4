import type { AdviceCode } from '../../documents/advice/advice.js';
import type { Conditions } from '../specimens/camera.js';
import type { Fonts } from '../specimens/fonts.js';
import type { Random } from '../specimens/random.js';
import { makeSpecimen, type Specimen, type Truth } from '../specimens/specimen.js';
import { Random as Chance } from '../specimens/random.js';

/** Pictures with one thing wrong on purpose, and good ones. */
export const ADVICE_CASES = ['good', 'blurred', 'glare', 'cut', 'small', 'turned'] as const;
export type AdviceCase = (typeof ADVICE_CASES)[number];

const CONDITIONS: Readonly<Record<AdviceCase, (random: Random) => Partial<Conditions>>> = {
  good: () => ({ turn: 0, glare: null }),
  blurred: (random) => ({
    turn: 0,
    glare: null,
    ...(random.chance(0.7) ? { blur: random.between(2.6, 6) } : { shake: random.between(7, 14) }),
  }),
  glare: (random) => ({
    turn: 0,
    glare: {
      at: [random.between(0.25, 0.75), random.between(0.25, 0.75)],
      radius: random.between(0.09, 0.2),
      strength: random.between(1.1, 2),
    },
  }),
  cut: (random) => ({
    turn: 0,
    glare: null,
    fill: random.between(0.95, 1.25),
    shift: random.pick([
      [random.between(0.1, 0.28), 0],
      [random.between(-0.28, -0.1), 0],
      [0, random.between(0.1, 0.28)],
      [0, random.between(-0.28, -0.1)],
    ] as const),
  }),
  small: (random) => ({
    turn: 0,
    glare: null,
    ...(random.chance(0.5) ? { longSide: random.int(300, 620) } : { fill: random.between(0.14, 0.3), longSide: 1800 }),
  }),
  turned: (random) => ({ turn: random.pick([90, 270] as const), glare: null }),
};

/** What must be said about a picture and what may be, from how it was made and where its values ended up. */
export function adviceDue(of: AdviceCase, truth: Truth): { must: AdviceCode[]; may: AdviceCode[] } {
  const cut = cutSides(truth);
  const height = letterHeight(truth);
  const must: AdviceCode[] = [...cut.must];
  if (of === 'blurred') must.push('TOO_BLURRED');
  if (of === 'glare') must.push('GLARE');
  if (of === 'turned') must.push('TURNED');
  if (height < LEGIBLE.hardly) must.push('TOO_SMALL');
  const may: AdviceCode[] = height < LEGIBLE.well ? ['TOO_SMALL', 'TOO_BLURRED'] : [];
  return { must, may: [...must, ...may, ...cut.may] };
}

/** Height of letters in pixels: below the first nothing is read with certainty, above the second size does not matter. */
const LEGIBLE = { hardly: 9, well: 14 };
/** Values printed on one line whatever their length. */
const ONE_LINE = ['uscc', 'idNumber', 'legalRepresentative', 'established', 'validFrom', 'sex', 'signedOn'];

/** The smallest one-line value; Infinity when none is printed. */
function letterHeight({ boxes }: Truth): number {
  return Math.min(
    ...Object.entries(boxes).flatMap(([name, [, , w, h]]) => (ONE_LINE.includes(name) ? [Math.min(w, h)] : [])),
  );
}

/** Must: part of a printed value lies beyond the side. May: the sheet does, so something else printed could. */
function cutSides({ boxes, sheet, width, height }: Truth): { must: AdviceCode[]; may: AdviceCode[] } {
  const all = Object.values(boxes);
  const [left, top, w, h] = sheet;
  const sides: [code: AdviceCode, value: boolean, page: boolean][] = [
    ['CUT_LEFT', all.some(([x]) => x < -2), left < 0],
    ['CUT_RIGHT', all.some(([x, , bw]) => x + bw > width + 2), left + w > width],
    ['CUT_TOP', all.some(([, y]) => y < -2), top < 0],
    ['CUT_BOTTOM', all.some(([, y, , bh]) => y + bh > height + 2), top + h > height],
  ];
  return {
    must: sides.filter(([, value]) => value).map(([code]) => code),
    may: sides.filter(([, , page]) => page).map(([code]) => code),
  };
}

/** A picture of a case, as a scanner or phone takes it (poor photographs are neither good nor wrong on purpose). */
export function makeAdviceSpecimen(of: AdviceCase, seed: string, fonts: Fonts): Promise<Specimen> {
  const random = new Chance(`${seed}/advice`);
  const tier = of === 'good' && random.chance(0.5) ? 'scan' : 'photo';
  return makeSpecimen({ seed, tier, conditions: CONDITIONS[of](random) }, fonts);
}
