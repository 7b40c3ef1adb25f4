import type { SealType } from '../../../src/domain/ocr-fields.js';
import type { OcrEngines } from '../engines.js';
import { cutLine, inkStrength, refineRing, unroll, type Circle } from '../image/polar.js';
import type { Raster } from '../image/raster.js';
import { STRIP_HEIGHT, type ReadChar } from '../paddle/recognise.js';

/** What is written on a seal. */
export interface SealText {
  /** The name along the ring; null when it is not legible. */
  readonly text: string | null;
  /** `read` only when two cuts agree on every character and none is doubtful. */
  readonly verdict: 'read' | 'unsure' | 'missing';
  readonly type: SealType;
  /** What each look saw, for comparison with a name that is printed elsewhere on the paper. */
  readonly texts: readonly string[];
}

/** The band of the letters, in shares of the ring's radius: the usual one, and one cut differently as a second look. */
const BANDS = [
  { from: 0.56, to: 0.93, stretch: 1 },
  { from: 0.56, to: 0.93, stretch: 1.35 },
  { from: 0.6, to: 0.9, stretch: 1 },
] as const;
/** Lines of print under the star: one line, or the upper of two. */
const BELOW = [0.6, 0.5, 0.7] as const;
const CLEAR = 0.9;
const LEGIBLE = 0.6;
const MIN_LETTERS = 4;

/** 样本: the mark that invented seals bear. */
const KINDS: readonly { readonly type: SealType; readonly pattern: RegExp }[] = [
  { type: 'finance', pattern: /财务/ },
  { type: 'contract', pattern: /合同/ },
  { type: 'invoice', pattern: /发票/ },
  {
    type: 'department',
    pattern: /(?:人事|行政|业务|客户|销售|技术|市场|服务|工程|项目|采购|档案|办公)[^]{0,4}(?:部|室|处|科)?|部$/,
  },
];
/** Who registers: market supervision, approval bureaus, civil affairs, education, justice, health, institutions. */
const AUTHORITY =
  /市场监督管理|工商行政管理|行政审批|民政局|民政厅|教育局|司法局|司法厅|卫生健康|编制|登记管理|公安局|监督管理局|政务服务/;

/**
 * Read the ring of a seal and tell what kind of seal it is. `rough` is in pixels of the raster; `bottom` is the direction in
 * which the upright page goes down on it, radians.
 */
export async function readSeal(raster: Raster, rough: Circle, bottom: number, engines: OcrEngines): Promise<SealText> {
  const circle = refineRing(raster, rough);
  const strength = inkStrength(raster, circle);
  const looks: ReadChar[][] = [];
  for (const band of BANDS) {
    looks.push(lettersOf(await engines.recognise(unroll(raster, circle, { ...band, bottom }, STRIP_HEIGHT, strength))));
  }
  const texts = looks.map(textOf);
  const best = [...looks].sort((a, b) => quality(b) - quality(a))[0] ?? [];
  const text = textOf(best);
  const legible = best.length >= MIN_LETTERS && quality(best) / best.length > LEGIBLE;
  if (!legible) return { text: null, verdict: 'missing', type: 'unknown', texts: [] };
  const agreeing = looks.filter((look) => textOf(look) === text);
  const sure =
    isWholeName(best) &&
    agreeing.length >= 2 &&
    agreeing.some((look) => look.every((c) => c.p > CLEAR || /[（）()]/u.test(c.char)));
  const type = AUTHORITY.test(text)
    ? 'authority'
    : await typeBelow(raster, circle, strength, centreOf(best) + bottom - Math.PI / 2, engines);
  return { text, verdict: sure ? 'read' : 'unsure', type, texts };
}

/**
 * Letters and brackets of a name; digits along the bottom are the seal's number. The print under the star reaches into both
 * ends of the strip: what stands apart from the name, or is doubtful at its end, is none of its letters.
 */
function lettersOf(read: readonly ReadChar[]): ReadChar[] {
  const letters = read.filter((c) => /[\p{Script=Han}（）()]/u.test(c.char) && c.p > 0.25);
  const gaps = letters.slice(1).map((c, i) => c.at - (letters[i]?.at ?? 0));
  const pitch = [...gaps].sort((x, y) => x - y)[Math.floor(gaps.length / 2)] ?? 0;
  let from = 0;
  let to = letters.length;
  const isStray = (letter: ReadChar | undefined, gap: number | undefined): boolean =>
    letter !== undefined && gap !== undefined && (gap > 1.7 * pitch || (gap > 1.25 * pitch && letter.p < 0.8));
  while (to - from > MIN_LETTERS && isStray(letters[from], gaps[from])) from += 1;
  while (to - from > MIN_LETTERS && isStray(letters[to - 1], gaps[to - 2])) to -= 1;
  return letters.slice(from, to);
}

/** Part of a worn ring reads clearly too: a name has letters enough, and they go round far enough. */
const isWholeName = (chars: readonly ReadChar[]): boolean =>
  chars.length >= 6 && (chars.at(-1)?.at ?? 0) - (chars[0]?.at ?? 0) > 0.4;

/** Ends of the ring's line are easily taken for brackets. */
const textOf = (look: readonly ReadChar[]): string =>
  look
    .map((c) => c.char)
    .join('')
    .replace(/^[）)（(]+|[（(]+$/gu, '');

const quality = (chars: readonly ReadChar[]): number => chars.reduce((sum, c) => sum + c.p, 0);

/** How far the middle of the ring's text is turned from the top, radians: the seal was set down at that angle. */
function centreOf(chars: readonly ReadChar[]): number {
  const first = chars[0]?.at ?? 0.5;
  const last = chars.at(-1)?.at ?? 0.5;
  return ((first + last) / 2 - 0.5) * 2 * Math.PI;
}

/** Words under the star say what the seal is for; a company's own seal has none. Ink that cannot be read leaves it open. */
async function typeBelow(
  raster: Raster,
  circle: Circle,
  strength: number,
  angle: number,
  engines: OcrEngines,
): Promise<SealType> {
  let ink = 0;
  for (const below of BELOW) {
    const strip = cutLine(raster, circle, { below, width: 1.25, tall: 0.3, angle }, STRIP_HEIGHT, strength);
    const read = await engines.recognise(strip);
    const text = read.map((c) => c.char).join('');
    const kind = KINDS.find(({ pattern }) => pattern.test(text));
    if (kind !== undefined) return kind.type;
    ink = Math.max(ink, darkShare(strip));
  }
  return ink > 0.1 ? 'unknown' : 'company';
}

function darkShare(strip: Raster): number {
  let dark = 0;
  for (let i = 0; i < strip.data.length; i += 3) if ((strip.data[i] ?? 255) < 128) dark += 1;
  return dark / (strip.data.length / 3);
}
