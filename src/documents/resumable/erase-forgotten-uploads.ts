import type { Deps } from '../../deps.js';
import { partialUploadModel, type PartialUploadRow } from './partial-upload-model.js';
import { eraseUpload } from './sealed-pieces.js';

const BATCH = 200;

/** Erases uploads that nobody went on with in time, and the receipts of finished ones. */
export async function eraseForgottenUploads(deps: Deps): Promise<void> {
  const forgotten = await partialUploadModel(deps.db)
    .find({ expiresAt: { $lte: deps.clock.now() } })
    .sort({ expiresAt: 1 })
    .limit(BATCH)
    .lean<PartialUploadRow[]>();
  for (const row of forgotten) await eraseUpload(deps, row);
}
