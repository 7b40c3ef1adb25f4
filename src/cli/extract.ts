// Reads local files without any server: `npm run extract -- FILE… [--kind KIND]`. Prints one JSON object a line, in the
// order of the arguments (contract: *Extract*); exit code 1 only when a file could not be processed at all.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createEngines, type OcrEngines } from '../../workers/ocr/engines.js';
import { extractDocument } from '../../workers/ocr/pipeline.js';
import { decodeInProcess } from '../documents/decode-file.js';
import { DomainError } from '../domain/errors.js';
import { DOCUMENT_KINDS, type DocumentKind } from '../domain/ocr-fields.js';

const USAGE = `用法 / usage: npm run extract -- FILE… [--kind KIND]\nKIND: ${DOCUMENT_KINDS.join(' ')}`;
/** No document takes longer, however many pages it has. */
const LIMIT_MS = 120_000;

/** The line of one file that was read: the contract's *Extract* output. */
async function extractLine(file: string, kind: DocumentKind | null, engines: OcrEngines): Promise<object> {
  const { pages } = await decodeInProcess(await readFile(file));
  const found = await extractDocument(pages, kind, engines, { signal: AbortSignal.timeout(LIMIT_MS) });
  return {
    file,
    kind: kind ?? found.kind,
    pages: found.pages,
    rotation: found.rotation,
    fields: found.fields,
    seals: found.seals,
    qr: found.qr,
    quality: found.quality,
    ms: found.ms,
  };
}

function errorLine(file: string, error: unknown): object {
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
  const engines = await createEngines({ concurrency: 1 });
  const failures: string[] = [];
  for (const file of files) {
    const line = await extractLine(file, kind, engines).catch((error: unknown) => {
      failures.push(file);
      return errorLine(file, error);
    });
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  await engines.close();
  return failures.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
