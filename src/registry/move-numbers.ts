import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { NUMBER_STEPS, statusesAllowing, type NumberEvent, type NumberStatus } from '../domain/number-status.js';
import { noteNumber } from './note-number.js';
import { numberModel, type NumberRow } from './number-model.js';

/** Who or what must hold the number for the move to be allowed. */
export type NumberGuard = Partial<
  Pick<NumberRow, 'resellerId' | 'reservationId' | 'applicationId' | 'openApplicationId' | 'version'>
>;

/**
 * Moves numbers along the transition table, all or none: call it inside a transaction. The filter is the compare, so of
 * two racing callers one finds nothing (architecture.md, invariant 2).
 * @throws DomainError `NUMBER_NOT_SPARE` and its kin, naming the number, when one is not in a state that allows `event`
 */
export async function moveNumbers(
  deps: Pick<Deps, 'db' | 'clock'>,
  numbers: readonly string[],
  event: NumberEvent,
  guard: NumberGuard,
  set: Partial<Omit<NumberRow, '_id' | 'status' | 'version' | 'since'>>,
): Promise<NumberRow[]> {
  const to = targetOf(event);
  const moved: NumberRow[] = [];
  for (const number of numbers) {
    const row = await numberModel(deps.db)
      .findOneAndUpdate(
        { _id: number, status: { $in: statusesAllowing(event) }, ...guard },
        { $set: { ...set, ...(to === null ? {} : { status: to, since: deps.clock.now() }) }, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<NumberRow>();
    if (row === null) throw new DomainError(NUMBER_STEPS[event].refusal, { members: { number } });
    moved.push(noteNumber(row));
  }
  return moved;
}

/** Every event leads to one status, whatever it comes from, or keeps the one there is (null). */
function targetOf(event: NumberEvent): NumberStatus | null {
  const moves = Object.entries(NUMBER_STEPS[event].moves);
  if (moves.every(([from, to]) => from === to)) return null;
  const [to, another] = new Set(moves.map(([, target]) => target));
  if (to === undefined || another !== undefined) throw new TypeError(`event ${event} leads to no one status`);
  return to;
}
