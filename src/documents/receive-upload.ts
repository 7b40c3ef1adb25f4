import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { DomainError } from '../domain/errors.js';
import type { DocumentKind } from '../domain/ocr-fields.js';
import { parse } from '../http/mount.js';
import { uploadFields } from './document-schemas.js';
import { UploadSlots } from './upload-slots.js';

/** Contract: *documents*. */
const MAX_BYTES = 20 * 1024 * 1024;

const parser = multer({
  storage: multer.memoryStorage(),
  limits: {
    fileSize: MAX_BYTES,
    files: 1,
    fields: 8,
    parts: 12,
    fieldSize: 1_000,
    fieldNameSize: 100,
    headerPairs: 50,
  },
  // Names would be read as Latin-1 otherwise (platform.md). Nothing here believes a name anyway.
  defParamCharset: 'utf8',
}).single('file');

/** Files held in memory at once, and how many requests may wait for that. */
const slots = new UploadSlots(8, 64);

/**
 * Reads the multipart body and hands the file to `use` while it holds one of the few places for files in memory. A body
 * that is refused is read to its end first, so that the client gets the answer instead of a broken connection.
 * @throws DomainError UNSUPPORTED_MEDIA_TYPE | BAD_REQUEST | FILE_TOO_LARGE | FILE_MISSING | VALIDATION_FAILED | RATE_LIMITED
 */
export async function receiveUpload<Result>(
  request: Request,
  response: Response,
  use: (upload: { readonly kind: DocumentKind; readonly bytes: Buffer }) => Promise<Result>,
): Promise<Result> {
  if (typeof request.is('multipart/form-data') !== 'string') throw new DomainError('UNSUPPORTED_MEDIA_TYPE');
  return slots.run(async () => {
    await readBody(request, response);
    const body: unknown = request.body;
    const { kind } = parse(uploadFields, { ...(body as object) });
    if (request.file === undefined) throw new DomainError('FILE_MISSING');
    return use({ kind, bytes: request.file.buffer });
  });
}

function readBody(request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    parser(request, response, (error: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(refusalOf(error));
    });
  });
}

function refusalOf(error: unknown): DomainError {
  if (!(error instanceof MulterError)) return new DomainError('BAD_REQUEST');
  if (error.code === 'LIMIT_FILE_SIZE') return new DomainError('FILE_TOO_LARGE');
  const path = error.field ?? '';
  return new DomainError('VALIDATION_FAILED', {
    errors: [{ path, code: 'UNKNOWN_MEMBER', message: 'one `file` and one `kind`, nothing else' }],
  });
}
