import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createEngines, type OcrEngines } from '../../../workers/ocr/engines.js';
import { extractDocument } from '../../../workers/ocr/pipeline.js';
import { OPTIONAL_STAGES, type OptionalStage, type Without } from '../../../workers/ocr/stages/optional.js';
import { decodeInProcess } from '../../documents/decode-file.js';
import type { Extraction } from '../../domain/ocr-fields.js';
import { installedFonts } from '../specimens/fonts.js';
import { makeSpecimen } from '../specimens/specimen.js';
import { rememberingEngines } from './remembering-engines.js';
import { appendObservation, observe, readObservations } from './observation.js';

/** No document may hold a run up for longer. */
const LIMIT_MS = 300_000;

/**
 * Reads `count` generated documents, one after the other, and appends what came of each to `file`; each of `without` is a
 * list of stages left out, and a document is read once for each. Interrupt it whenever you like: the next run goes on after the
 * last whole line of the same code.
 */
export async function runCalibration(
  file: string,
  {
    seed,
    count,
    without = [''],
  }: { readonly seed: string; readonly count: number; readonly without?: readonly string[] },
): Promise<void> {
  const code = await codeVersion();
  const key = (own: string, left: string): string => `${own} ${left}`;
  const known = (await readObservations(file)).filter((o) => o.code === code);
  const done = new Set(known.map((o) => key(o.seed, o.without)));
  const ways = without.map((left) => ({ left, stages: stagesOf(left) }));
  const fonts = await installedFonts();
  const loaded = await createEngines({ concurrency: 1 });
  const remembering = rememberingEngines(loaded);
  for (let i = 0; i < count; i += 1) {
    const own = `${seed}-${i}`;
    const open = ways.filter(({ left }) => !done.has(key(own, left)));
    if (open.length === 0) continue;
    const { image, truth } = await makeSpecimen({ seed: own }, fonts);
    remembering.forget();
    for (const { left, stages } of open) {
      const { read: seen, error } = await readOne(image, remembering.engines, stages);
      const read = seen === null ? null : { ...seen, ms: Math.round(seen.ms + remembering.saved()) };
      await appendObservation(file, observe(truth, read, { code, without: left, error }));
    }
  }
  await loaded.close();
}

async function readOne(
  image: Buffer,
  engines: OcrEngines,
  without: Without,
): Promise<{ read: Extraction | null; error: string | null }> {
  try {
    const { pages } = await decodeInProcess(image);
    const signal = AbortSignal.timeout(LIMIT_MS);
    return { read: await extractDocument(pages, null, engines, { signal, without }), error: null };
  } catch (cause) {
    return { read: null, error: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause) };
  }
}

/** @throws RangeError for a stage that there is not */
function stagesOf(without: string): Without {
  const names = without.split(',').filter((name) => name !== '');
  const stages = Object.keys(OPTIONAL_STAGES).filter((stage): stage is OptionalStage => names.includes(stage));
  if (stages.length < names.length)
    throw new RangeError(`no stage ${without}: one of ${Object.keys(OPTIONAL_STAGES).join(' ')}`);
  return new Set(stages);
}

/** Hash of everything that decides a reading, so that figures of different code never mix. */
async function codeVersion(): Promise<string> {
  const { stdout } = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD:workers/ocr']).catch(() => ({
    stdout: 'unknown',
  }));
  return stdout.trim();
}
