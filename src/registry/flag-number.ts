import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { noteNumber } from './note-number.js';
import { numberModel, type NumberDispute, type NumberFlag, type NumberRow } from './number-model.js';

/** What is known about a flag, written with it. */
type FlagFacts = Partial<Pick<NumberRow, 'dispute' | 'uscc'>>;

/**
 * Sets a flag beside the status; null when it was set, or the guard does not hold. Call it inside a transaction, whose event
 * tells of it.
 */
export async function flagNumber(
  deps: Pick<Deps, 'db'>,
  number: string,
  flag: NumberFlag,
  set: FlagFacts = {},
  guard: Partial<Pick<NumberRow, 'uscc'>> = {},
): Promise<NumberRow | null> {
  const row = await numberModel(deps.db)
    .findOneAndUpdate(
      { _id: number, flags: { $ne: flag }, ...guard },
      { $addToSet: { flags: flag }, $set: set, $inc: { version: 1 } },
      { returnDocument: 'after' },
    )
    .lean<NumberRow>();
  return row === null ? null : noteNumber(row);
}

/** Takes a flag away; null when it was not set. */
export async function unflagNumber(
  deps: Pick<Deps, 'db'>,
  number: string,
  flag: NumberFlag,
  set: FlagFacts = {},
): Promise<NumberRow | null> {
  const row = await numberModel(deps.db)
    .findOneAndUpdate(
      { _id: number, flags: flag },
      { $pull: { flags: flag }, $set: set, $inc: { version: 1 } },
      { returnDocument: 'after' },
    )
    .lean<NumberRow>();
  return row === null ? null : noteNumber(row);
}

/** Writes what is known about an open dispute. Call it inside a transaction. @throws DomainError WRONG_STATE (it ended) */
export async function writeDispute(deps: Pick<Deps, 'db'>, number: string, dispute: NumberDispute): Promise<NumberRow> {
  const row = await numberModel(deps.db)
    .findOneAndUpdate(
      { _id: number, flags: 'disputed' },
      { $set: { dispute }, $inc: { version: 1 } },
      { returnDocument: 'after' },
    )
    .lean<NumberRow>();
  if (row === null) throw new DomainError('WRONG_STATE', { members: { number } });
  return noteNumber(row);
}
