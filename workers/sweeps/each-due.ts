import type { Types } from 'mongoose';
import type { Deps } from '../../src/deps.js';
import { DomainError } from '../../src/domain/errors.js';

export const BATCH = 200;

/** Work that time makes due. Doing it twice, or by two workers at once, changes nothing the second time. */
export interface DueWork<Row extends { readonly _id: string | Types.ObjectId }> {
  /** Up to `BATCH` rows that are due, by `_id`, after the last one of the batch before. */
  readonly find: (deps: Deps, after: { readonly _id?: { readonly $gt: Row['_id'] } }) => Promise<Row[]>;
  readonly act: (deps: Deps, row: Row) => Promise<unknown>;
}

/**
 * Does all that is due, batch after batch. One row that fails does not stop the others: it is logged, counted and due again
 * the next time. A refusal by the domain is no failure: a person or another worker got there first.
 */
export async function eachDue<Row extends { readonly _id: string | Types.ObjectId }>(
  deps: Deps,
  sweep: string,
  { find, act }: DueWork<Row>,
): Promise<void> {
  let after: { _id?: { $gt: Row['_id'] } } = {};
  for (;;) {
    const due = await find(deps, after);
    for (const row of due) {
      try {
        await act(deps, row);
      } catch (error) {
        if (error instanceof DomainError) continue;
        deps.metrics.sweepFailures.inc({ sweep });
        deps.logger.error({ err: error, sweep }, 'due work failed; it will be tried again');
      }
    }
    const last = due.at(-1);
    if (last === undefined || due.length < BATCH) return;
    after = { _id: { $gt: last._id } };
  }
}
