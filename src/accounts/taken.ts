import { DomainError } from '../domain/errors.js';
import { isDuplicateKey } from '../platform/mongo.js';

/** Turns the unique indexes of users into the domain's 409; everything else goes on as it is. */
export function takenAccount(error: unknown): unknown {
  if (!isDuplicateKey(error)) return error;
  // Only the message names the index in every kind of write (a bulk write has no `keyPattern`).
  const byStaffNumber = error instanceof Error && error.message.includes('index: staffNumber_1');
  return new DomainError(byStaffNumber ? 'STAFF_NUMBER_TAKEN' : 'EMAIL_TAKEN');
}
