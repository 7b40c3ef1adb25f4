import { setTimeout } from 'node:timers/promises';
import type { Deps } from '../deps.js';
import type { DocumentRow } from './document-model.js';

const PATIENCE_MS = 2_000;

/**
 * Asks for a document to be read. The document is safe in MongoDB already: when Redis is away the caller is not kept
 * waiting, and the sweep finds what was not queued.
 */
export async function queueReading(
  deps: Pick<Deps, 'jobs' | 'logger'>,
  { _id, attempt }: Pick<DocumentRow, '_id' | 'attempt'>,
): Promise<void> {
  const documentId = _id.toHexString();
  const queued = deps.jobs.readDocument(documentId, attempt).then(
    () => true,
    () => false,
  );
  const done = await Promise.race([queued, setTimeout(PATIENCE_MS, false, { ref: false })]);
  if (!done) deps.logger.warn({ documentId }, 'document not queued; the sweep will do it');
}
