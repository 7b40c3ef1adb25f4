import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import type { DecodedFile } from './decoded-file.js';
import type { DocumentRow, FileId } from './document-model.js';
import { sealFile } from './sealed-parts.js';
import { eraseUnlessKept, noteIntent } from './upload-intent.js';

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
  const intent = await noteIntent(
    deps,
    sealed.map((part) => part.id),
    _id,
  );
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

/** Deletes a document's files; what cannot be deleted now is unreadable without its row's id anyway. */
export async function eraseStored(deps: Pick<Deps, 'files'>, stored: Omit<StoredDocument, '_id'>): Promise<void> {
  await Promise.allSettled(filesOf(stored).map((id) => deps.files.delete(id)));
}

export function filesOf({ original, pages }: Omit<StoredDocument, '_id'>): FileId[] {
  return [original.file, ...pages.map((page) => page.file)];
}
