import type { Deps } from '../deps.js';
import { noteNumber } from './note-number.js';
import { numberModel, type NumberFlag, type NumberRow } from './number-model.js';

/** Sets a flag beside the status; null when it was set. Call it inside a transaction, whose event tells of it. */
export async function flagNumber(deps: Pick<Deps, 'db'>, number: string, flag: NumberFlag): Promise<NumberRow | null> {
  const row = await numberModel(deps.db)
    .findOneAndUpdate(
      { _id: number, flags: { $ne: flag } },
      { $addToSet: { flags: flag }, $inc: { version: 1 } },
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
): Promise<NumberRow | null> {
  const row = await numberModel(deps.db)
    .findOneAndUpdate(
      { _id: number, flags: flag },
      { $pull: { flags: flag }, $inc: { version: 1 } },
      { returnDocument: 'after' },
    )
    .lean<NumberRow>();
  return row === null ? null : noteNumber(row);
}
