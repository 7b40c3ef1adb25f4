import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { DomainError } from '../domain/errors.js';
import { UploadSlots } from '../documents/upload-slots.js';
import { COMPLAINT_POLICY } from './complaint-policy.js';

const FIELD = 'screenshots';

const parser = multer({
  storage: multer.memoryStorage(),
  limits: {
    fileSize: COMPLAINT_POLICY.screenshotBytes,
    files: COMPLAINT_POLICY.screenshots,
    fields: 20,
    parts: 30,
    fieldSize: 10_000,
    fieldNameSize: 100,
    headerPairs: 50,
  },
  defParamCharset: 'utf8',
}).array(FIELD, COMPLAINT_POLICY.screenshots);

/** Complaints with pictures held in memory at once, and how many may wait. */
const slots = new UploadSlots(4, 32);

/**
 * Reads a multipart body with pictures under `screenshots`, and hands them to `use` while it holds one of the few places in
 * memory. Browsers send an empty file for a field that was left alone: it is none.
 * @throws DomainError UNSUPPORTED_MEDIA_TYPE | BAD_REQUEST | FILE_TOO_LARGE | TOO_MANY_SCREENSHOTS | RATE_LIMITED
 */
export async function receiveScreenshots<Result>(
  request: Request,
  response: Response,
  use: (files: readonly Buffer[]) => Promise<Result>,
): Promise<Result> {
  if (typeof request.is('multipart/form-data') !== 'string') throw new DomainError('UNSUPPORTED_MEDIA_TYPE');
  return slots.run(async () => {
    await readBody(request, response);
    const files = Array.isArray(request.files) ? request.files : [];
    return use(files.map(({ buffer }) => buffer).filter(({ length }) => length > 0));
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
  if (['LIMIT_FILE_COUNT', 'LIMIT_UNEXPECTED_FILE'].includes(error.code) && (error.field ?? FIELD) === FIELD)
    return new DomainError('TOO_MANY_SCREENSHOTS');
  return new DomainError('BAD_REQUEST');
}
