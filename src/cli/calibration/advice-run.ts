import { z } from 'zod';
import { adviseOn } from '../../documents/advice/look-at-page.js';
import { ADVICE } from '../../documents/advice/advice.js';
import { decodeInProcess } from '../../documents/decode-file.js';
import { installedFonts } from '../specimens/fonts.js';
import { ADVICE_CASES, adviceDue, makeAdviceSpecimen, type AdviceCase } from './advice-set.js';
import { upperBound } from './bounds.js';
import { appendLine, readLines } from './lines.js';

const lineSchema = z.object({
  of: z.enum(ADVICE_CASES),
  seed: z.string(),
  variant: z.string(),
  said: z.array(z.string()),
  must: z.array(z.string()),
  may: z.array(z.string()),
});

/** Of every five pictures two are good. */
const ROUND: readonly AdviceCase[] = [
  'good',
  'blurred',
  'good',
  'glare',
  'good',
  'cut',
  'good',
  'small',
  'good',
  'turned',
];

/** Looks at `count` rounds of ten generated pictures; goes on where an earlier run stopped. */
export async function runAdvice(file: string, { seed, count }: { seed: string; count: number }): Promise<void> {
  const done = new Set((await readLines(file, lineSchema)).map((line) => line.seed));
  const fonts = await installedFonts();
  for (let i = 0; i < count * ROUND.length; i += 1) {
    const of = ROUND[i % ROUND.length] ?? 'good';
    const own = `${seed}-${i}`;
    if (done.has(own)) continue;
    const { image, truth } = await makeAdviceSpecimen(of, own, fonts);
    const { pages } = await decodeInProcess(image);
    const [page] = pages;
    const said = page === undefined ? [] : (await adviseOn(page, 1)).map(({ code }) => code);
    await appendLine(file, {
      of,
      seed: own,
      variant: truth.variant,
      said: [...new Set(said)],
      ...adviceDue(of, truth),
    });
  }
}

/** Precision and recall of each advice, and how many good pictures were nagged. @returns Markdown */
export async function adviceTable(file: string): Promise<string> {
  const lines = await readLines(file, lineSchema);
  const rows = Object.keys(ADVICE).flatMap((code) => {
    const due = lines.filter((l) => l.must.includes(code));
    const said = lines.filter((l) => l.said.includes(code));
    if (due.length === 0 && said.length === 0) return [];
    const found = due.filter((l) => l.said.includes(code)).length;
    const right = said.filter((l) => l.may.includes(code)).length;
    return [`| \`${code}\` | ${due.length} | ${found} | ${said.length} | ${right} |`];
  });
  const good = lines.filter((l) => l.of === 'good');
  const nagged = good.filter((l) => l.said.length > 0).length;
  return [
    '| advice | pictures that need it | got it | given | rightly |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    `Good scans and photographs: ${nagged} of ${good.length} got any advice (95 % upper bound ${(100 * upperBound(nagged, good.length)).toFixed(1)} %).`,
  ].join('\n');
}
