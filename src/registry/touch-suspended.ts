import type { Deps } from '../deps.js';
import { noteNumber } from './note-number.js';
import { numberModel, type NumberRow } from './number-model.js';

/**
 * Raises the version of a suspended number and keeps its status and since when; null when it is not suspended. Every act
 * on holds writes the number's row, so that two of them at once collide: otherwise each of two people lifting one hold
 * would see the other's still open, and the number would stay suspended for no reason.
 */
export async function touchSuspended(deps: Pick<Deps, 'db'>, number: string): Promise<NumberRow | null> {
  const row = await numberModel(deps.db)
    .findOneAndUpdate({ _id: number, status: 'suspended' }, { $inc: { version: 1 } }, { returnDocument: 'after' })
    .lean<NumberRow>();
  return row === null ? null : noteNumber(row);
}
