import type { Deps } from '../src/deps.js';
import { businessToday } from '../src/domain/business-calendar.js';
import { documentModel, type DocumentRow } from '../src/documents/document-model.js';
import type { FailureCode } from '../src/documents/failures.js';
import { FileDamagedError, openPage } from '../src/documents/sealed-parts.js';
import { evaluateWhenSettled, settleAsFailed, settleAsReady } from '../src/documents/settle-document.js';
import type { JobPayload } from '../src/jobs/jobs.js';
import type { OcrPage } from './ocr/pipeline.js';
import { ReaderError, type DocumentReader } from './ocr/readers/document-reader.js';

/** Hard limit for one document of up to ten pages. */
const LIMIT_MS = 120_000;

/**
 * Reads one document: its pages are decrypted, read, and the readings sealed. Safe to run twice or on two workers at
 * once: the first result counts. Transient trouble is thrown, for BullMQ to try again with back-off; on the last try the
 * document fails with a reason.
 */
export async function readDocument(
  deps: Deps,
  reader: DocumentReader,
  payload: JobPayload<'read-document'>,
  run: { readonly lastAttempt: boolean } = { lastAttempt: false },
): Promise<void> {
  const row = await begin(deps, payload);
  if (row === null) return;
  try {
    const pages = await openPages(deps, row);
    const today = businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
    const extraction = await reader.read(pages, row.kind, {
      signal: AbortSignal.timeout(LIMIT_MS),
      today,
      onStage: (stage, milliseconds) => deps.metrics.ocrStage.observe({ stage }, milliseconds / 1000),
    });
    await settleAsReady(deps, row, extraction);
  } catch (error) {
    const failure = classify(error);
    if (failure.transient && !run.lastAttempt) throw error;
    deps.logger.warn({ documentId: payload.documentId, failure: failure.code, err: error }, 'document failed');
    await settleAsFailed(deps, row, failure.code);
  }
}

/** Takes the document up, unless it is settled, gone, superseded, or this job's attempt is history. */
async function begin(deps: Deps, { documentId, attempt }: JobPayload<'read-document'>): Promise<DocumentRow | null> {
  const row = await documentModel(deps.db)
    .findOneAndUpdate(
      { _id: documentId, attempt, settledAt: null, supersededAt: null, status: { $in: ['queued', 'processing'] } },
      { $set: { status: 'processing', progressAt: deps.clock.now() }, $inc: { version: 1 } },
      { returnDocument: 'after' },
    )
    .lean<DocumentRow>();
  if (row !== null) return row;
  const settled = await documentModel(deps.db)
    .findOne({ _id: documentId, settledAt: { $ne: null } })
    .lean<DocumentRow>();
  if (settled !== null) await evaluateWhenSettled(deps, settled.applicationId);
  return null;
}

async function openPages(deps: Deps, row: DocumentRow): Promise<OcrPage[]> {
  const pages: OcrPage[] = [];
  for (const [index, { width, height }] of row.pages.entries()) {
    pages.push({ image: await openPage(deps, row, index + 1), width, height });
  }
  return pages;
}

interface Trouble {
  readonly code: FailureCode;
  readonly transient: boolean;
}

/**
 * Named troubles that may pass: the stores away, the time limit (the machine may be busy), a reader that died. A page
 * that is no picture, or a damaged file, will not get better.
 */
function classify(error: unknown): Trouble {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof FileDamagedError) return { code: 'FILE_DAMAGED', transient: false };
  // Two processes in turn did not come back from it: a third would not either.
  if (error instanceof ReaderError) {
    return { code: error.fate === 'hung' ? 'OCR_TIMEOUT' : 'READER_FAILED', transient: false };
  }
  if (name === 'AbortError' || name === 'TimeoutError') return { code: 'OCR_TIMEOUT', transient: true };
  if (/^Mongo|MaxRetries/.test(name)) return { code: 'READER_UNAVAILABLE', transient: true };
  if (/ENOENT|EIO|EMFILE|ECONN|terminated|engine|worker/i.test(message)) {
    return { code: 'READER_UNAVAILABLE', transient: true };
  }
  return { code: 'PAGE_UNREADABLE', transient: false };
}
