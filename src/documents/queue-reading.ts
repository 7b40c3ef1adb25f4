import { setTimeout } from 'node:timers/promises';
import type { Deps } from '../deps.js';
import { documentModel, type DocumentRow } from './document-model.js';

const PATIENCE_MS = 2_000;

/**
 * Asks for a document to be read. Resellers take turns: the tenth waiting document of one comes after the first of
 * every other, so that nobody waits behind somebody's forty dossiers. The document is safe in MongoDB already: when Redis is away the caller is not kept
 * waiting, and the sweep finds what was not queued.
 */
export async function queueReading(
  deps: Pick<Deps, 'db' | 'jobs' | 'logger'>,
  { _id, attempt, resellerId }: Pick<DocumentRow, '_id' | 'attempt' | 'resellerId'>,
): Promise<void> {
  const documentId = _id.toHexString();
  const turn = await documentModel(deps.db).countDocuments({ resellerId, status: 'queued' });
  const queued = deps.jobs.readDocument(documentId, attempt, turn).then(
    () => true,
    () => false,
  );
  const done = await Promise.race([queued, setTimeout(PATIENCE_MS, false, { ref: false })]);
  if (!done) deps.logger.warn({ documentId }, 'document not queued; the sweep will do it');
}
