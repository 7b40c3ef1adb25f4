import { OPTIONAL_STAGES } from '../../../workers/ocr/stages/optional.js';
import { classOf } from './field-class.js';
import type { Observation } from './observation.js';
import { isExact } from './observation.js';
import { runCalibration } from './run.js';

/** Each document by the whole reader, then with each stage left out in turn. May be interrupted and goes on. */
export function runAblation(
  file: string,
  { seed, count }: { readonly seed: string; readonly count: number },
): Promise<void> {
  return runCalibration(file, { seed, count, without: ['', ...Object.keys(OPTIONAL_STAGES)] });
}

interface Row {
  readonly documents: number;
  readonly n: number;
  readonly exact: number;
  readonly read: number;
  readonly wrong: number;
  readonly qr: number;
  readonly seconds: number;
}

/** What is left of all critical values without each stage, on the documents that every row has. */
export function ablationTable(observations: readonly Observation[]): string {
  const code = observations.at(-1)?.code;
  const own = observations.filter((o) => o.code === code);
  const runs = ['', ...Object.keys(OPTIONAL_STAGES)].map((without) => own.filter((o) => o.without === without));
  const begun = runs.filter((run) => run.length > 0);
  const common = new Set((begun[0] ?? []).map((o) => o.seed));
  for (const run of begun) {
    const seeds = new Set(run.map((o) => o.seed));
    for (const seed of common) if (!seeds.has(seed)) common.delete(seed);
  }
  const names = ['nothing', ...Object.values(OPTIONAL_STAGES)];
  const rows = runs.flatMap((run, i) => {
    if (run.length === 0) return [];
    const r = rowOf(run.filter((o) => common.has(o.seed)));
    return [
      `| ${names[i] ?? ''} | ${share(r.exact, r.n)} | ${share(r.read, r.n)} | ${r.wrong} | ${r.qr} | ${r.seconds.toFixed(1)} |`,
    ];
  });
  const n = rowOf((begun[0] ?? []).filter((o) => common.has(o.seed)));
  return [
    `Code \`${code ?? '–'}\`, ${n.documents} documents, ${n.n} critical values in each row.`,
    '',
    '| left out | exact | `read` and right | `read` but wrong | QR read | mean seconds |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function rowOf(run: readonly Observation[]): Row {
  const values = run.flatMap((o) =>
    Object.entries(o.fields).flatMap(([name, field]) => {
      const fieldClass = classOf(name, o.kinds);
      return fieldClass === 'other' ? [] : [{ field, exact: isExact(name, field, fieldClass) }];
    }),
  );
  const read = values.filter(({ field }) => field.verdict === 'read');
  return {
    documents: run.length,
    n: values.filter(({ field }) => field.truth !== null).length,
    exact: values.filter(({ exact }) => exact).length,
    read: read.filter(({ exact }) => exact).length,
    wrong: read.filter(({ exact }) => !exact).length,
    qr: run.filter((o) => o.qr.read).length,
    seconds: run.reduce((sum, o) => sum + o.ms, 0) / 1000 / Math.max(1, run.length),
  };
}

const share = (part: number, n: number): string => (n === 0 ? '–' : `${((100 * part) / n).toFixed(1)} %`);
