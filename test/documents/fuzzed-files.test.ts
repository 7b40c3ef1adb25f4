import { afterAll, describe, expect, it } from 'vitest';
import { DomainError } from '../../src/domain/errors.js';
import { Decoder } from '../../src/documents/decoder.js';
import type { DecodedFile } from '../../src/documents/decoded-file.js';
import { ReaderPool } from '../../workers/ocr/readers/reader-pool.js';
import { fuzzedFiles } from './fuzzed-files.js';
import { specimen } from './sample-files.js';

/** A sample by default; `FUZZ_FILES=200 FUZZ_READ=20 FUZZ_SEED=…` runs as many as wanted and prints what became of them. */
const COUNT = Number(process.env['FUZZ_FILES'] ?? 24);
const SEED = process.env['FUZZ_SEED'] ?? 'fuzz';
/** Accepted files that are also read: reading takes seconds. */
const READ = Number(process.env['FUZZ_READ'] ?? 2);
/** The decoder's own limit is 20 s; starting its child anew may come on top. */
const LIMIT_MS = 60_000;
const REFUSALS = [
  'FILE_EMPTY',
  'FILE_CORRUPT',
  'FILE_TYPE_UNSUPPORTED',
  'TOO_MANY_PIXELS',
  'TOO_MANY_PAGES',
  'PDF_ENCRYPTED',
];

// A bomb is to cost the test seconds, not the product's whole limit.
const decoder = new Decoder(COUNT > 24 ? {} : { cpuMilliseconds: 3_000 });
const readers = new ReaderPool(1);
afterAll(() => Promise.all([decoder.close(), readers.close()]));

async function decode(bytes: Buffer): Promise<DecodedFile | string> {
  return decoder
    .decode(bytes)
    .catch((error: unknown) => (error instanceof DomainError ? error.code : `broken: ${String(error)}`));
}

describe('corrupt and hostile files', { timeout: 60_000 + COUNT * 20_000 }, () => {
  it(`given ${COUNT} of them, then each is refused with a reason or read to its end, in time`, async () => {
    const outcomes: Record<string, number> = {};
    const faults: string[] = [];
    let read = 0;
    let slowest = 0;
    for (const { name, bytes } of await fuzzedFiles(COUNT, SEED)) {
      const started = performance.now();
      const file = await decode(bytes);
      const milliseconds = performance.now() - started;
      slowest = Math.max(slowest, milliseconds);
      if (milliseconds > LIMIT_MS) faults.push(`${name}: took ${Math.round(milliseconds)} ms`);
      let outcome = typeof file === 'string' ? file : 'accepted';
      if (typeof file !== 'string' && read < READ) {
        read += 1;
        const pages = await readers.read(file.pages, null).then((extraction) => extraction.pages, String);
        outcome = pages === file.pages.length ? 'accepted and read' : `not read: ${pages}`;
      }
      if (outcome.startsWith('broken') || outcome.startsWith('not read')) faults.push(`${name}: ${outcome}`);
      else if (!outcome.startsWith('accepted') && !REFUSALS.includes(outcome)) faults.push(`${name}: ${outcome}`);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    if (COUNT > 24) console.log(outcomes, `slowest decoding ${Math.round(slowest)} ms`);
    expect(faults).toEqual([]);
    expect((await decoder.decode(specimen())).pages).toHaveLength(1);
  });
});
