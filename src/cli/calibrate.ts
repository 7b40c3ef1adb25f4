// How far the reader can be trusted, on generated documents: `node src/cli/bootstrap.mjs calibrate COMMAND FILE …`
//   run FILE [--seed TEXT] [--count N]  reads documents and appends a JSON line each; may be interrupted and goes on
//       --without STAGE leaves a stage out (workers/ocr/stages/optional.ts); run-ablation FILE does so with each in turn
//   ablation FILE                       what each stage brings, as Markdown
//   table FILE                          writes the reliability table of docs/ocr.md anew from the newest code's lines
//   causes FILE                         what went wrong, grouped by cause, as Markdown
//   run-advice, run-forgeries FILE      the same for advice on quality and hints of forgery, in rounds; then advice, forgeries
//   fit FILE                            thresholds fitted on one half of the documents, reported on the other
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { provideOcrModel } from '../platform/provision/reading-network.js';
import { projectRoot } from '../platform/project-root.js';
import { adviceTable, runAdvice } from './calibration/advice-run.js';
import { ablationTable, runAblation } from './calibration/ablation.js';
import { causesReport } from './calibration/causes.js';
import { fitTable } from './calibration/fit.js';
import { forgeryTable, runForgeries } from './calibration/forgery-run.js';
import { readObservations, type Observation } from './calibration/observation.js';
import { documentTable, reliabilityTable } from './calibration/reliability.js';
import { runCalibration } from './calibration/run.js';
import { withGeneratedPart } from './generate/generated-part.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: 'calibration' },
    count: { type: 'string', default: '1000' },
    without: { type: 'string', default: '' },
  },
});
const [command = '', file = ''] = positionals;

/** The lines of the code that read last. */
async function newest(): Promise<Observation[]> {
  const all = await readObservations(file);
  const whole = all.filter((o) => o.without === '');
  return whole.filter((o) => o.code === whole.at(-1)?.code);
}

async function writeTable(): Promise<void> {
  const page = join(projectRoot, 'docs', 'ocr.md');
  const observations = await newest();
  const about = `Code \`${observations[0]?.code ?? '–'}\` (hash of workers/ocr), ${observations.length} documents.`;
  const content = `${about}\n\n${reliabilityTable(observations)}\n\n${documentTable(observations)}`;
  await writeFile(page, withGeneratedPart(await readFile(page, 'utf8'), 'reliability', content));
}

const COMMANDS: Readonly<Record<string, () => Promise<void>>> = {
  run: () => runCalibration(file, { seed: values.seed, count: Number(values.count), without: [values.without] }),
  'run-ablation': () => runAblation(file, { seed: values.seed, count: Number(values.count) }),
  ablation: async () => print(ablationTable(await readObservations(file))),
  table: writeTable,
  causes: async () => print(causesReport(await newest())),
  fit: async () => print(fitTable(await newest())),
  'run-advice': () => runAdvice(file, { seed: values.seed, count: Number(values.count) }),
  advice: async () => print(await adviceTable(file)),
  'run-forgeries': () => runForgeries(file, { seed: values.seed, count: Number(values.count) }),
  forgeries: async () => print(await forgeryTable(file)),
};

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const run = COMMANDS[command];
if (run === undefined || file === '') {
  process.stderr.write(`用法 / usage: calibrate ${Object.keys(COMMANDS).join('|')} FILE [--seed TEXT] [--count N]\n`);
  process.exitCode = 2;
} else {
  await provideOcrModel();
  await run();
}
