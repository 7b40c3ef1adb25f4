// `npm run bench -- ocr [FOLDER]`: the specimens of FOLDER (pictures and truth.json, default test/fixtures/documents) through
// the whole pipeline, reader A alone, native Tesseract and rapidocr-onnxruntime, one thread each, in the same run.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { createEngines, type OcrEngines } from '../../../workers/ocr/engines.js';
import { fold, sameName } from '../../../workers/ocr/fields/fold.js';
import { extractDocument } from '../../../workers/ocr/pipeline.js';
import { ReaderSeat } from '../../../workers/ocr/readers/reader-seat.js';
import { provideOcrModel } from '../../platform/provision/reading-network.js';
import { normalisePage } from '../../../workers/ocr/stages/normalise.js';
import { orientPage } from '../../../workers/ocr/stages/orient.js';
import { readLines } from '../../../workers/ocr/stages/read-lines.js';
import { residentBytes } from '../../platform/guarded-child.js';
import { nativeTesseract, rapidOcr, type OutsideReader } from './outside-readers.js';

interface Specimen {
  readonly file: string;
  readonly tier: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What one contender did with all specimens. */
interface Score {
  readonly name: string;
  values: number;
  /** The true value stands somewhere in what was read. */
  found: number;
  seconds: number;
  exact?: number;
  readRight?: number;
  readWrong?: number;
}

export async function run(args: readonly string[]): Promise<void> {
  const folder = args[0] ?? join('test', 'fixtures', 'documents');
  const specimens = JSON.parse(await readFile(join(folder, 'truth.json'), 'utf8')) as readonly Specimen[];
  await provideOcrModel();
  const engines = await createEngines({ concurrency: 1 });
  const scores: Score[] = [
    await benchPipeline(folder, specimens, engines),
    await benchReaderA(folder, specimens, engines),
  ];
  await engines.close();
  const rss = await readerMemory(folder, specimens);
  for (const outside of [await nativeTesseract(), await rapidOcr()]) {
    if (outside.read === null) print(`${outside.name}: not installed, left out`);
    else scores.push(await benchOutside(folder, specimens, outside.name, outside.read));
    outside.close?.();
  }
  for (const s of scores) print(lineOf(s, specimens.length));
  print(`RSS of a reader process after all of them: ${String(rss)} MB`);
  const [pipeline, readerA, ...outside] = scores;
  for (const o of outside) {
    for (const own of [pipeline, readerA]) {
      if (own)
        print(`${own.name} / ${o.name}: values ${ratio(own.found, o.found)}, seconds ${ratio(own.seconds, o.seconds)}`);
    }
  }
}

/** What a worker's reader process holds when it has read every specimen, megabytes. */
async function readerMemory(folder: string, specimens: readonly Specimen[]): Promise<number> {
  const reader = new ReaderSeat({ stageMs: 120_000, rssBytes: Infinity, documents: Infinity });
  const child = await reader.warm();
  for (const specimen of specimens) await reader.read([await uprightPage(join(folder, specimen.file))], null, {});
  const bytes = (await residentBytes(child)) ?? 0;
  reader.drop();
  return Math.round(bytes / 1e6);
}

async function benchPipeline(folder: string, specimens: readonly Specimen[], engines: OcrEngines): Promise<Score> {
  const score = { name: 'pipeline', values: 0, found: 0, seconds: 0, exact: 0, readRight: 0, readWrong: 0 };
  for (const specimen of specimens) {
    const page = await uprightPage(join(folder, specimen.file));
    const started = performance.now();
    const { fields } = await extractDocument([page], null, engines);
    score.seconds += (performance.now() - started) / 1000;
    for (const [name, truth] of Object.entries(specimen.fields)) {
      const reading = fields[name];
      const right = typeof reading?.value === 'string' && sameName(reading.value, truth);
      score.values += 1;
      if (right) score.exact += 1;
      if (reading?.verdict === 'read') score[right ? 'readRight' : 'readWrong'] += 1;
    }
  }
  return { ...score, found: score.exact };
}

async function benchReaderA(folder: string, specimens: readonly Specimen[], engines: OcrEngines): Promise<Score> {
  return benchOutside(folder, specimens, 'reader A alone', async (file) => {
    const image = await normalisePage((await uprightPage(file)).image);
    const lines = await readLines(image, await orientPage(image, engines), engines);
    return lines.map((l) => l.text).join('\n');
  });
}

async function benchOutside(
  folder: string,
  specimens: readonly Specimen[],
  name: string,
  read: NonNullable<OutsideReader['read']>,
): Promise<Score> {
  const score: Score = { name, values: 0, found: 0, seconds: 0 };
  for (const specimen of specimens) {
    const started = performance.now();
    const text = await read(join(folder, specimen.file));
    score.seconds += (performance.now() - started) / 1000;
    const seen = plain(text);
    for (const truth of Object.values(specimen.fields)) {
      score.values += 1;
      if (formsOf(truth).some((form) => seen.includes(form))) score.found += 1;
    }
  }
  return score;
}

/** Without blanks, dashes and line ends, so that a value wrapped over two lines counts as found. */
const plain = (text: string): string => fold(text).replace(/[\s\-—–]/g, '');

/** A date is found in any of the ways it is printed. */
function formsOf(truth: string): string[] {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(truth);
  if (date === null) return [plain(truth)];
  const [, y = '', m = '', d = ''] = date;
  return [`${y}年${m}月${d}日`, `${y}年${String(Number(m))}月${String(Number(d))}日`, `${y}${m}${d}`];
}

async function uprightPage(file: string): Promise<{ image: Buffer; width: number; height: number }> {
  const { data, info } = await sharp(await readFile(file))
    .autoOrient()
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true });
  return { image: data, width: info.width, height: info.height };
}

function lineOf(s: Score, documents: number): string {
  const own =
    s.exact === undefined
      ? ''
      : `, exact ${String(s.exact)}, read and right ${String(s.readRight)}, silently wrong ${String(s.readWrong)}`;
  return `${s.name}: found ${String(s.found)} of ${String(s.values)}${own}, ${(s.seconds / documents).toFixed(2)} s a document`;
}

const ratio = (a: number, b: number): string => (b === 0 ? '–' : `${(a / b).toFixed(2)} ×`);

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
