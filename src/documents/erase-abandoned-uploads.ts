import type { Deps } from '../deps.js';
import { eraseUnlessKept } from './upload-intent.js';
import { uploadIntentModel, type UploadIntentRow } from './upload-intent-model.js';

/** Longer than any upload takes, transaction and its retries included. */
const ABANDONED_AFTER_MS = 3_600_000;
const BATCH = 200;

/** Deletes sealed files whose upload was killed between writing them and taking the document or complaint in: no row names them. */
export async function eraseAbandonedUploads(deps: Pick<Deps, 'db' | 'files' | 'clock'>): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - ABANDONED_AFTER_MS);
  const abandoned = await uploadIntentModel(deps.db)
    .find({ at: { $lte: before } })
    .sort({ at: 1 })
    .limit(BATCH)
    .lean<UploadIntentRow[]>();
  for (const intent of abandoned) await eraseUnlessKept(deps, intent);
}
