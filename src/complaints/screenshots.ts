import { createHash } from 'node:crypto';
import type { Deps } from '../deps.js';
import type { Decoder } from '../documents/decoder.js';
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

/** Seals and stores pictures; what was stored goes again when one fails. @throws DomainError STORAGE_FULL */
export async function storeScreenshots(
  deps: Pick<Deps, 'cipher' | 'files'>,
  complaintId: string,
  pictures: readonly Buffer[],
): Promise<{ file: string }[]> {
  const stored: { file: string }[] = [];
  try {
    for (const picture of pictures) {
      const sealed = deps.cipher.seal(recordOf(complaintId), picture);
      const file = createHash('sha256').update(sealed).digest('hex');
      await deps.files.put(file, sealed);
      stored.push({ file });
    }
    return stored;
  } catch (error) {
    await eraseScreenshots(deps, stored);
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

export async function eraseScreenshots(
  deps: Pick<Deps, 'files'>,
  screenshots: readonly { readonly file: string }[],
): Promise<void> {
  await Promise.allSettled(screenshots.map(({ file }) => deps.files.delete(file)));
}

const recordOf = (id: string) => `complaint:${id}:screenshot`;
