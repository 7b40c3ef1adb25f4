import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import type { DecodedFile } from './decoded-file.js';
import { documentModel, type DocumentRow } from './document-model.js';
import { sealFile } from './sealed-parts.js';

/** The members of a row that say where its bytes lie. */
export type StoredDocument = Pick<DocumentRow, '_id' | 'original' | 'pages'>;

/**
 * Seals the original and every page under a new document id and stores them. A file that cannot be stored takes the
 * others with it.
 * @throws DomainError STORAGE_FULL
 */
export async function storeDocument(
  deps: Pick<Deps, 'cipher' | 'files'>,
  original: Buffer,
  file: DecodedFile,
): Promise<StoredDocument> {
  const _id = new Types.ObjectId();
  const id = _id.toHexString();
  const written: string[] = [];
  const put = async (part: Parameters<typeof sealFile>[2], plain: Buffer): Promise<string> => {
    const sealed = sealFile(deps, id, part, plain);
    await deps.files.put(sealed.id, sealed.bytes);
    written.push(sealed.id);
    return sealed.id;
  };
  try {
    const stored: StoredDocument = {
      _id,
      original: { file: await put('original', original), type: file.type, size: original.length },
      pages: [],
    };
    for (const [index, { image, width, height }] of file.pages.entries()) {
      stored.pages.push({ file: await put(`page-${index + 1}`, image), width, height });
    }
    return stored;
  } catch (error) {
    await eraseFiles(deps, written);
    throw error;
  }
}

/** Deletes a document's files; what cannot be deleted now is logged, and is unreadable without its row's id anyway. */
export async function eraseStored(deps: Pick<Deps, 'files'>, stored: Omit<StoredDocument, '_id'>): Promise<void> {
  await eraseFiles(deps, [stored.original.file, ...stored.pages.map((page) => page.file)]);
}

async function eraseFiles(deps: Pick<Deps, 'files'>, ids: readonly string[]): Promise<void> {
  await Promise.allSettled(ids.map((id) => deps.files.delete(id)));
}

/**
 * Cleans up after a transaction that failed. When a connection breaks during commit nobody knows whether it took place:
 * a file too many is harmless, a lost document is not, so the files go only when the row is certainly not there.
 */
export async function eraseUnlessKept(deps: Pick<Deps, 'db' | 'files'>, stored: StoredDocument): Promise<void> {
  const kept = await documentModel(deps.db)
    .exists({ _id: stored._id })
    .catch(() => true);
  if (kept === null) await eraseStored(deps, stored);
}
