import { createHash } from 'node:crypto';
import type { Deps } from '../deps.js';
import type { Decoder } from '../documents/decoder.js';
import { eraseUnlessKept, noteIntent, type UploadIntent } from '../documents/upload-intent.js';
import { DomainError } from '../domain/errors.js';
import type { ComplaintRow } from './complaint-model.js';

/** The pictures of a complaint, stripped of metadata by the decoder. PDFs are no screenshots. */
export async function decodeScreenshots(
  decoder: Pick<Decoder, 'decode'>,
  files: readonly Buffer[],
): Promise<readonly Buffer[]> {
  const pictures: Buffer[] = [];
  for (const bytes of files) {
    const { type, pages } = await decoder.decode(bytes);
    const [page] = pages;
    if (type === 'application/pdf' || page === undefined) throw new DomainError('FILE_TYPE_UNSUPPORTED');
    pictures.push(page.image);
  }
  return pictures;
}

/**
 * Seals and stores pictures, after noting which files these will be. The transaction that writes the complaint calls
 * `dropIntent`; what was stored goes again when one fails.
 * @throws DomainError STORAGE_FULL
 */
export async function storeScreenshots(
  deps: Pick<Deps, 'db' | 'cipher' | 'clock' | 'files'>,
  complaintId: string,
  pictures: readonly Buffer[],
): Promise<{ intent: UploadIntent; stored: { file: string }[] }> {
  const sealed = pictures.map((picture) => {
    const bytes = deps.cipher.seal(recordOf(complaintId), picture);
    return { file: createHash('sha256').update(bytes).digest('hex'), bytes };
  });
  const stored = sealed.map(({ file }) => ({ file }));
  const intent = await noteIntent(
    deps,
    sealed.map(({ file }) => file),
  );
  try {
    for (const { file, bytes } of sealed) await deps.files.put(file, bytes);
    return { intent, stored };
  } catch (error) {
    await eraseUnlessKept(deps, intent);
    throw error;
  }
}

/** @param n from 1. @throws DomainError NOT_FOUND */
export async function openScreenshot(
  deps: Pick<Deps, 'cipher' | 'files'>,
  row: Pick<ComplaintRow, '_id' | 'screenshots'>,
  n: number,
): Promise<Buffer> {
  const kept = row.screenshots[n - 1];
  if (kept === undefined) throw new DomainError('NOT_FOUND');
  return deps.cipher.open(recordOf(row._id.toHexString()), await deps.files.get(kept.file));
}

const recordOf = (id: string) => `complaint:${id}:screenshot`;
