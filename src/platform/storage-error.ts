import { DomainError } from '../domain/errors.js';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** MongoDB: OutOfDiskSpace. */
const MONGO_FULL = 14031;

/** A full disk, quota or database is a refusal people can understand; everything else stays what it is. */
export function storageError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const full = FULL.has(String(error.code)) || error.code === MONGO_FULL;
  return full ? new DomainError('STORAGE_FULL') : error;
}
