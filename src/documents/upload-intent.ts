import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import type { FileId } from './document-model.js';
import { uploadIntentModel } from './upload-intent-model.js';

/** Which files somebody is about to write. */
export interface UploadIntent {
  readonly _id: Types.ObjectId;
}

/** Notes files before they are written: when this process is killed a sweep finds them. @param _id default: a new one */
export async function noteIntent(
  deps: Pick<Deps, 'db' | 'clock'>,
  files: readonly FileId[],
  _id = new Types.ObjectId(),
): Promise<UploadIntent> {
  await uploadIntentModel(deps.db).insertMany([{ _id, files: [...files], at: deps.clock.now() }]);
  return { _id };
}

/** A row names the files: they stay. Call it inside the transaction that writes that row. */
export async function dropIntent(deps: Pick<Deps, 'db'>, { _id }: UploadIntent): Promise<void> {
  await uploadIntentModel(deps.db).deleteOne({ _id });
}

/**
 * Cleans up after an upload that was refused, failed or was killed. When a connection breaks during commit nobody knows
 * whether it took place: a file too many is harmless, a lost one is not, so the files go only when their intent is
 * certainly still there, which the transaction that keeps them takes away. What cannot be deleted now, a sweep will.
 */
export async function eraseUnlessKept(deps: Pick<Deps, 'db' | 'files'>, { _id }: UploadIntent): Promise<void> {
  const intent = await uploadIntentModel(deps.db)
    .findById(_id)
    .lean()
    .catch(() => null);
  if (intent === null) return;
  const results = await Promise.allSettled(intent.files.map((file) => deps.files.delete(file)));
  if (results.every(({ status }) => status === 'fulfilled')) await dropIntent(deps, { _id });
}
