import type { Request, Response } from 'express';
import type { DocumentKind } from '../domain/ocr-fields.js';
import { parse } from '../http/mount.js';
import { formReader } from '../http/multipart.js';
import { uploadFields } from './document-schemas.js';
import { UploadSlots } from './upload-slots.js';

/** Contract: *documents*. */
export const MAX_BYTES = 20 * 1024 * 1024;

const readForm = formReader(MAX_BYTES);

/** Files held in memory at once, and how many requests may wait for that. */
const slots = new UploadSlots(8, 64);

/** Holds one of the few places for files in memory while `work` runs. @throws DomainError RATE_LIMITED */
export const inUploadSlot = <Result>(work: () => Promise<Result>): Promise<Result> => slots.run(work);

/**
 * Reads the multipart body and hands the file to `use` while it holds one of the few places for files in memory.
 * @throws DomainError UNSUPPORTED_MEDIA_TYPE | BAD_REQUEST | FILE_TOO_LARGE | FILE_MISSING | VALIDATION_FAILED | RATE_LIMITED
 */
export async function receiveUpload<Result>(
  request: Request,
  response: Response,
  use: (upload: { readonly kind: DocumentKind; readonly bytes: Buffer }) => Promise<Result>,
): Promise<Result> {
  return slots.run(async () => {
    const { fields, file } = await readForm(request, response);
    const { kind } = parse(uploadFields, fields);
    return use({ kind, bytes: file() });
  });
}
