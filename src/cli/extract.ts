// Reads local files without any server: `npm run extract -- FILE… [--kind KIND]`. Prints one JSON object a line, in the
// order of the arguments (contract: *Extract*); exit code 1 only when a file could not be processed at all.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ReaderError, type DocumentReader } from '../../workers/ocr/readers/document-reader.js';
import { ReaderPool } from '../../workers/ocr/readers/reader-pool.js';
import { Decoder } from '../documents/decoder.js';
import { provideOcrModel } from '../platform/provision/reading-network.js';
import { DomainError } from '../domain/errors.js';
import {
  DOCUMENT_KINDS,
  EXPECTED_PAGES,
  type DocumentKind,
  type Extraction,
  type FieldReading,
} from '../domain/ocr-fields.js';

const USAGE = `用法 / usage: npm run extract -- FILE… [--kind KIND]\nKIND: ${DOCUMENT_KINDS.join(' ')}`;
/** No document takes longer, however many pages it has. */
const LIMIT_MS = 120_000;

/** Native code runs in processes of its own, so that no file ends the reading of the others. */
interface Processes {
  readonly decoder: Decoder;
  readonly reader: DocumentReader;
}

/** The line of one file that was read: the contract's *Extract* output. */
async function extractLine(file: string, kind: DocumentKind | null, { decoder, reader }: Processes): Promise<object> {
  const { pages } = await decoder.decode(await readFile(file));
  const found = await reader.read(pages, kind, { signal: AbortSignal.timeout(LIMIT_MS) });
  return {
    file,
    kind: kind ?? found.kind,
    ...(found.card === undefined || found.card === 'resident_id' ? {} : { card: found.card }),
    // What the content shows, where it is something else than was claimed.
    ...(kind !== null && isOtherThan(kind, found) ? { kindSeen: found.kind } : {}),
    pages: found.pages,
    rotation: found.rotation,
    fields: found.fields,
    ...(found.parts === undefined
      ? {}
      : { parts: found.parts.map((part, i) => ({ ...part, fields: fieldsOf(found, i + 1) })) }),
    seals: found.seals,
    qr: found.qr,
    quality: found.quality,
    ms: found.ms,
  };
}

const isOtherThan = (kind: DocumentKind, { kind: seen }: Extraction): boolean =>
  seen !== null && EXPECTED_PAGES[kind].length > 0 && !EXPECTED_PAGES[kind].includes(seen);

/** The fields of one paper of a file that holds several, by their plain names. */
function fieldsOf(found: Extraction, part: number): Record<string, FieldReading> {
  const own = Object.entries(found.fields).filter(([, reading]) => reading.part === part);
  return Object.fromEntries(own.map(([name, reading]) => [name.replace(/@.*/u, ''), reading]));
}

function errorLine(file: string, error: unknown): object {
  if (error instanceof ReaderError) return { file, error: { code: 'READER_FAILED', message: error.message } };
  if (error instanceof DomainError) return { file, error: { code: error.code, message: error.message } };
  const fault: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
  if (fault.code === 'ENOENT') return { file, error: { code: 'FILE_NOT_FOUND', message: 'There is no such file' } };
  if (fault.code === 'EISDIR') return { file, error: { code: 'FILE_NOT_FOUND', message: 'This is a directory' } };
  if (fault.name === 'TimeoutError') {
    return { file, error: { code: 'TIMEOUT', message: `Reading took longer than ${String(LIMIT_MS / 1000)} s` } };
  }
  return { file, error: { code: 'FILE_CORRUPT', message: fault.message } };
}

function readArguments(): { files: string[]; kind: DocumentKind | null } {
  const { values, positionals } = parseArgs({ options: { kind: { type: 'string' } }, allowPositionals: true });
  const kind = DOCUMENT_KINDS.find((k) => k === values.kind) ?? null;
  if (positionals.length === 0 || (values.kind !== undefined && kind === null)) throw new Error(USAGE);
  return { files: positionals, kind };
}

async function main(): Promise<number> {
  const { files, kind } = readArguments();
  await provideOcrModel();
  const processes = { decoder: new Decoder({ milliseconds: 60_000 }), reader: new ReaderPool(1) };
  const failures: string[] = [];
  for (const file of files) {
    const line = await extractLine(file, kind, processes).catch((error: unknown) => {
      failures.push(file);
      return errorLine(file, error);
    });
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  await Promise.all([processes.decoder.close(), processes.reader.close()]);
  return failures.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
