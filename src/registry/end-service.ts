import type { Deps } from '../deps.js';
import type { AssignmentRow } from './assignment-model.js';
import { openHolds } from './hold-queries.js';
import { moveNumbers, type NumberGuard } from './move-numbers.js';
import type { NumberRow } from './number-model.js';
import { endAssignment } from './write-assignment.js';
import { endHold } from './write-hold.js';

/**
 * Ends a number's service: the live assignment ends, open holds end with it, no open application holds it any more. The
 * number keeps its reseller and entity, because the same holder may come back. Call it inside a transaction, whose event
 * tells of it.
 * @throws DomainError NUMBER_NOT_WORKING
 */
export async function endService(
  deps: Deps,
  number: string,
  end: { readonly by: string; readonly until: Date; readonly guard?: NumberGuard },
): Promise<{ readonly row: NumberRow; readonly ended: AssignmentRow }> {
  const [row] = await moveNumbers(deps, [number], 'disconnect', end.guard ?? {}, {
    openApplicationId: null,
    ending: null,
  });
  if (row === undefined) throw new TypeError('a move of one number returned none');
  const ended = await endAssignment(deps, number, end.until);
  for (const hold of await openHolds(deps, number)) await endHold(deps, hold, end.by, 'disconnected');
  return { row, ended };
}
