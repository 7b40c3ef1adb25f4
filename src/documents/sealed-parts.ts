import { createHash } from 'node:crypto';
import type { Deps } from '../deps.js';
import type { DocumentRow, FileId } from './document-model.js';

/** A part of a document that is sealed by itself; its name is associated data, so parts cannot be exchanged. */
export type Part = 'original' | 'extraction' | `page-${number}`;

/** Sealed bytes and the address they are kept under. */
export interface SealedFile {
  readonly id: FileId;
  readonly bytes: Buffer;
}

export function sealPart(deps: Pick<Deps, 'cipher'>, documentId: string, part: Part, plain: Buffer): Buffer {
  return deps.cipher.seal(`document:${documentId}:${part}`, plain);
}

/** @throws Error when the bytes were altered, or belong to another document or part */
export function openPart(
  deps: Pick<Deps, 'cipher'>,
  documentId: string,
  part: Part,
  sealed: Buffer | { readonly buffer: Uint8Array },
): Buffer {
  // `lean()` gives BSON binaries where the schema says Buffer.
  const bytes = Buffer.isBuffer(sealed) ? sealed : Buffer.from(sealed.buffer);
  return deps.cipher.open(`document:${documentId}:${part}`, bytes);
}

export function sealFile(deps: Pick<Deps, 'cipher'>, documentId: string, part: Part, plain: Buffer): SealedFile {
  const bytes = sealPart(deps, documentId, part, plain);
  return { id: createHash('sha256').update(bytes).digest('hex'), bytes };
}

/** The picture of a page (1-based), JPEG. @throws FileDamagedError when it is gone or was altered */
export async function openPage(
  deps: Pick<Deps, 'cipher' | 'files'>,
  row: Pick<DocumentRow, '_id' | 'pages'>,
  page: number,
): Promise<Buffer> {
  const kept = row.pages[page - 1];
  if (kept === undefined) throw new RangeError('no such page');
  const sealed = await deps.files.get(kept.file);
  try {
    return openPart(deps, row._id.toHexString(), `page-${page}`, sealed);
  } catch {
    throw new FileDamagedError();
  }
}

/** Stored bytes are not what was stored. */
export class FileDamagedError extends Error {
  constructor() {
    super('a stored file failed its integrity check');
    this.name = 'FileDamagedError';
  }
}
