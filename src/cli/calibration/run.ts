import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createEngines } from '../../../workers/ocr/engines.js';
import { extractDocument } from '../../../workers/ocr/pipeline.js';
import { decodeInProcess } from '../../documents/decode-file.js';
import type { Extraction } from '../../domain/ocr-fields.js';
import { installedFonts } from '../specimens/fonts.js';
import { makeSpecimen } from '../specimens/specimen.js';
import { appendObservation, observe, readObservations } from './observation.js';

/** No document may hold a run up for longer. */
const LIMIT_MS = 300_000;

/**
 * Reads `count` generated documents, one after the other, and appends what came of each to `file`. Interrupt it whenever
 * you like: the next run goes on after the last whole line of the same code.
 */
export async function runCalibration(file: string, { seed, count }: { seed: string; count: number }): Promise<void> {
  const code = await codeVersion();
  const done = new Set((await readObservations(file)).filter((o) => o.code === code).map((o) => o.seed));
  const fonts = await installedFonts();
  const engines = await createEngines({ concurrency: 1 });
  for (let i = 0; i < count; i += 1) {
    const own = `${seed}-${i}`;
    if (done.has(own)) continue;
    const { image, truth } = await makeSpecimen({ seed: own }, fonts);
    let read: Extraction | null = null;
    let error: string | null = null;
    try {
      const { pages } = await decodeInProcess(image);
      read = await extractDocument(pages, null, engines, { signal: AbortSignal.timeout(LIMIT_MS) });
    } catch (cause) {
      error = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    }
    await appendObservation(file, observe(truth, read, { code, error }));
  }
  await engines.close();
}

/** Hash of everything that decides a reading, so that figures of different code never mix. */
async function codeVersion(): Promise<string> {
  const { stdout } = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD:workers/ocr']).catch(() => ({
    stdout: 'unknown',
  }));
  return stdout.trim();
}
