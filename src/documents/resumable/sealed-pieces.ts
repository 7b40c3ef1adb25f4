import { createHash } from 'node:crypto';
import type { Deps } from '../../deps.js';
import { DomainError } from '../../domain/errors.js';
import { partialUploadModel, type PartialUploadRow } from './partial-upload-model.js';

/** A partial upload nobody went on with for a day is erased: the phone still has the picture. */
const KEPT_MS = 24 * 3_600_000;

export function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + KEPT_MS);
}

type Stores = Pick<Deps, 'db' | 'cipher' | 'files' | 'clock'>;

/** Where a piece belongs is associated data: pieces cannot be exchanged between uploads, nor change their order. */
const placeOf = (row: Pick<PartialUploadRow, '_id'>, offset: number) => `upload:${row._id.toHexString()}:${offset}`;

/**
 * Seals one piece, stores it, then counts it. Its file is noted in the row first, so that the sweep finds it when the
 * process is killed in between.
 * @throws DomainError CONFLICT when another request went on with this upload meanwhile | STORAGE_FULL
 */
export async function keepPiece(deps: Stores, row: PartialUploadRow, plain: Buffer): Promise<PartialUploadRow> {
  const bytes = deps.cipher.seal(placeOf(row, row.offset), plain);
  const file = createHash('sha256').update(bytes).digest('hex');
  const uploads = partialUploadModel(deps.db);
  const here = { _id: row._id, offset: row.offset };
  if ((await uploads.updateOne(here, { $push: { files: file } })).matchedCount === 0) throw new DomainError('CONFLICT');
  await deps.files.put(file, bytes);
  const piece = { file, offset: row.offset, size: plain.length };
  const counted = await uploads
    .findOneAndUpdate(
      here,
      {
        $push: { pieces: piece },
        $inc: { offset: plain.length },
        $set: { expiresAt: expiryFrom(deps.clock.now()) },
      },
      { returnDocument: 'after' },
    )
    .lean<PartialUploadRow>();
  if (counted === null) throw new DomainError('CONFLICT');
  return counted;
}

/** Everything that has arrived. @throws Error when a piece is gone or was altered */
export async function openPieces(deps: Stores, row: PartialUploadRow): Promise<Buffer> {
  const plain: Buffer[] = [];
  for (const { file, offset } of row.pieces)
    plain.push(deps.cipher.open(placeOf(row, offset), await deps.files.get(file)));
  return Buffer.concat(plain);
}

/** Erases the pieces, and keeps the row as a receipt: whoever missed the answer learns that the document is there. */
export async function becomeDocument(deps: Stores, row: PartialUploadRow, documentId: string): Promise<void> {
  await partialUploadModel(deps.db).updateOne({ _id: row._id }, { $set: { documentId, offset: row.size } });
  await erasePieces(deps, row);
}

/** Erases an upload with everything that was written for it. */
export async function eraseUpload(deps: Stores, row: Pick<PartialUploadRow, '_id'>): Promise<void> {
  await erasePieces(deps, row);
  await partialUploadModel(deps.db).deleteOne({ _id: row._id, files: [] });
}

async function erasePieces(deps: Stores, { _id }: Pick<PartialUploadRow, '_id'>): Promise<void> {
  const uploads = partialUploadModel(deps.db);
  const row = await uploads.findOne({ _id }).lean<PartialUploadRow>();
  for (const file of row?.files ?? []) {
    await deps.files.delete(file);
    await uploads.updateOne({ _id }, { $pull: { files: file, pieces: { file } } });
  }
}
