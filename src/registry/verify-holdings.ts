import type { Deps } from '../deps.js';
import type { AssignmentRow } from './assignment-model.js';
import { moveNumbers } from './move-numbers.js';
import { liveAssignmentsOf } from './number-queries.js';
import { changeAssignment } from './write-assignment.js';

/**
 * Notes on every number of an entity how well its holder is verified now. Call it inside a transaction.
 * @returns the assignments, the oldest first
 */
export async function verifyHoldings(
  deps: Deps,
  uscc: string,
  verified: AssignmentRow['verified'],
): Promise<AssignmentRow[]> {
  const changed: AssignmentRow[] = [];
  for (const assignment of await liveAssignmentsOf(deps, uscc)) {
    // The number's version tells readers that its public record changed.
    await moveNumbers(deps, [assignment.number], 'replace', {}, {});
    changed.push(await changeAssignment(deps, assignment._id, { verified }));
  }
  return changed;
}
