import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { DomainError } from '../domain/errors.js';

export interface ReceivedForm {
  readonly fields: Readonly<Record<string, unknown>>;
  /** @throws DomainError FILE_MISSING, when asked for: wrong fields are told first */
  readonly file: () => Buffer;
}

/**
 * Reads a multipart body of one `file` and some short fields. A body that is refused is read to its end first, so that the
 * client gets the answer instead of a broken connection.
 * @throws DomainError UNSUPPORTED_MEDIA_TYPE | BAD_REQUEST | FILE_TOO_LARGE | VALIDATION_FAILED
 */
export function formReader(maxBytes: number): (request: Request, response: Response) => Promise<ReceivedForm> {
  const parser = multer({
    storage: multer.memoryStorage(),
    limits: {
      fileSize: maxBytes,
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
  return async (request, response) => {
    if (typeof request.is('multipart/form-data') !== 'string') throw new DomainError('UNSUPPORTED_MEDIA_TYPE');
    await new Promise<void>((resolve, reject) => {
      parser(request, response, (error: unknown) => {
        if (error === undefined || error === null) resolve();
        else reject(refusalOf(error));
      });
    });
    const body: unknown = request.body;
    return { fields: { ...(body as object) }, file: () => fileOf(request) };
  };
}

function fileOf(request: Request): Buffer {
  if (request.file === undefined) throw new DomainError('FILE_MISSING');
  return request.file.buffer;
}

function refusalOf(error: unknown): DomainError {
  if (!(error instanceof MulterError)) return new DomainError('BAD_REQUEST');
  if (error.code === 'LIMIT_FILE_SIZE') return new DomainError('FILE_TOO_LARGE');
  const path = error.field ?? '';
  return new DomainError('VALIDATION_FAILED', {
    errors: [{ path, code: 'UNKNOWN_MEMBER', message: 'one `file` and the named fields, nothing else' }],
  });
}
