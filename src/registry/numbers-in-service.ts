import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import type { NumberStatus } from '../domain/number-status.js';
import { noteNumber } from './note-number.js';
import { numberModel, type NumberRow } from './number-model.js';

type RegistryDeps = Pick<Deps, 'db' | 'clock'>;

export interface Binding {
  readonly applicationId: string;
  /** Statuses of numbers in service that the kind of application takes. */
  readonly statuses: readonly NumberStatus[];
  /** Filter: whose numbers the applicant may name. */
  readonly whose: Readonly<Record<string, unknown>>;
}

/**
 * Binds numbers in service to the one open application about them; they stay in service. Of two applications at once one
 * is refused. Call it inside a transaction.
 * @throws DomainError NOT_FOUND (not the applicant's) | NUMBER_IN_APPLICATION | NUMBER_NOT_WORKING, naming the number
 */
export async function bindNumbers(
  deps: RegistryDeps,
  numbers: readonly string[],
  { applicationId, statuses, whose }: Binding,
): Promise<NumberRow[]> {
  const bound: NumberRow[] = [];
  for (const number of numbers) {
    const row = await numberModel(deps.db)
      .findOneAndUpdate(
        { $and: [{ _id: number, status: { $in: [...statuses] }, openApplicationId: null }, whose] },
        { $set: { openApplicationId: applicationId }, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<NumberRow>();
    if (row === null) throw await whyNot(deps, number, whose);
    bound.push(noteNumber(row));
  }
  return bound;
}

async function whyNot(deps: RegistryDeps, number: string, whose: Binding['whose']): Promise<DomainError> {
  const row = await numberModel(deps.db)
    .findOne({ $and: [{ _id: number }, whose] })
    .lean<NumberRow>();
  if (row === null) return new DomainError('NOT_FOUND', { members: { number } });
  const taken = row.openApplicationId !== null;
  return new DomainError(taken ? 'NUMBER_IN_APPLICATION' : 'NUMBER_NOT_WORKING', { members: { number } });
}

/** The application ended without effect: its numbers are free for another one. Call it inside its transaction. */
export async function unbindNumbers(deps: RegistryDeps, applicationId: string): Promise<void> {
  const bound = await numberModel(deps.db).find({ openApplicationId: applicationId }, { _id: 1 }).lean();
  for (const { _id } of bound) {
    const row = await numberModel(deps.db)
      .findOneAndUpdate(
        { _id, openApplicationId: applicationId },
        { $set: { openApplicationId: null }, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<NumberRow>();
    if (row !== null) noteNumber(row);
  }
}
