import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import type { DecodedFile } from './decoded-file.js';
import { documentModel, type DocumentRow, type FileId } from './document-model.js';
import { sealFile } from './sealed-parts.js';
import { uploadIntentModel, type UploadIntentRow } from './upload-intent-model.js';

/** The members of a row that say where its bytes lie. */
export type StoredDocument = Pick<DocumentRow, '_id' | 'original' | 'pages'>;

/**
 * Seals the original and every page under a new document id and stores them, after noting which files these will be: when
 * this process is killed here, a sweep finds them. The transaction that takes the document in calls `dropIntent`.
 * @throws DomainError STORAGE_FULL
 */
export async function storeDocument(
  deps: Pick<Deps, 'db' | 'cipher' | 'clock' | 'files'>,
  original: Buffer,
  file: DecodedFile,
): Promise<StoredDocument> {
  const _id = new Types.ObjectId();
  const id = _id.toHexString();
  const sealedOriginal = sealFile(deps, id, 'original', original);
  const sealedPages = file.pages.map(({ image }, index) => sealFile(deps, id, `page-${index + 1}`, image));
  const sealed = [sealedOriginal, ...sealedPages];
  const intent = { _id, files: sealed.map((part) => part.id), at: deps.clock.now() };
  await uploadIntentModel(deps.db).insertMany([intent]);
  try {
    for (const part of sealed) await deps.files.put(part.id, part.bytes);
  } catch (error) {
    await eraseUnlessKept(deps, intent);
    throw error;
  }
  return {
    _id,
    original: { file: sealedOriginal.id, type: file.type, size: original.length },
    pages: file.pages.map(({ width, height }, index) => ({ file: sealedPages[index]?.id ?? '', width, height })),
  };
}

/** The document is in the register: its files stay. Call it inside the transaction that inserts the row. */
export async function dropIntent(deps: Pick<Deps, 'db'>, { _id }: Pick<StoredDocument, '_id'>): Promise<void> {
  await uploadIntentModel(deps.db).deleteOne({ _id });
}

/** Deletes a document's files; what cannot be deleted now is unreadable without its row's id anyway. */
export async function eraseStored(deps: Pick<Deps, 'files'>, stored: Omit<StoredDocument, '_id'>): Promise<void> {
  await eraseFiles(deps, filesOf(stored));
}

/**
 * Cleans up after an upload that was refused, failed or was killed. When a connection breaks during commit nobody knows
 * whether it took place: a file too many is harmless, a lost document is not, so the files go only when the row is
 * certainly not there.
 */
export async function eraseUnlessKept(
  deps: Pick<Deps, 'db' | 'files'>,
  { _id, files }: Pick<UploadIntentRow, '_id' | 'files'>,
): Promise<void> {
  const kept = await documentModel(deps.db)
    .exists({ _id })
    .catch(() => true);
  if (kept === true) return;
  const erased = kept !== null || (await eraseFiles(deps, files));
  if (erased) await dropIntent(deps, { _id });
}

export function filesOf({ original, pages }: Omit<StoredDocument, '_id'>): FileId[] {
  return [original.file, ...pages.map((page) => page.file)];
}

/** @returns whether all are gone */
async function eraseFiles(deps: Pick<Deps, 'files'>, ids: readonly FileId[]): Promise<boolean> {
  const results = await Promise.allSettled(ids.map((id) => deps.files.delete(id)));
  return results.every(({ status }) => status === 'fulfilled');
}
