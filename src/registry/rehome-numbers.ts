import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { publicNameOf } from '../domain/names.js';
import type { AssignmentRow } from './assignment-model.js';
import { moveNumbers } from './move-numbers.js';
import type { NumberRow } from './number-model.js';
import { liveAssignmentsOf, numbersByDigits } from './number-queries.js';
import { beginAssignment, endAssignment } from './write-assignment.js';

export interface Rehomed {
  readonly number: string;
  /** The assignment that began. */
  readonly assignmentId: string;
}

/**
 * Puts numbers in service under another record of the same legal entity: each one's live assignment ends and the next
 * begins at one instant. Call it inside the transaction of a merge or its undoing.
 * @param only numbers whose live assignment is still this one; absent: all of `from`
 * @throws DomainError NUMBER_IN_APPLICATION: what is under way speaks for the record as it is
 */
export async function rehomeNumbers(
  deps: Pick<Deps, 'db' | 'clock'>,
  from: string,
  holder: Pick<AssignmentRow['holder'], 'uscc' | 'name' | 'entityType'>,
  only: readonly Rehomed[] | null = null,
): Promise<Rehomed[]> {
  const begun = new Set(only?.map(({ assignmentId }) => assignmentId));
  const live = (await liveAssignmentsOf(deps, from)).filter(({ _id }) => only === null || begun.has(_id.toHexString()));
  const rows = await numbersByDigits(
    deps,
    live.map(({ number }) => number),
  );
  const busy = rows.find((row: NumberRow) => row.openApplicationId !== null);
  if (busy !== undefined) throw new DomainError('NUMBER_IN_APPLICATION', { members: { number: busy._id } });
  const now = deps.clock.now();
  const rehomed: Rehomed[] = [];
  for (const { number } of live) {
    await moveNumbers(deps, [number], 'replace', { openApplicationId: null }, { uscc: holder.uscc });
    const old = await endAssignment(deps, number, now);
    const { carrier, applicationId, resellerId, registeredPurpose, verified } = old;
    const next = await beginAssignment(deps, {
      number,
      carrier,
      applicationId,
      resellerId,
      registeredPurpose,
      verified,
      holder: { ...old.holder, ...holder },
      publicName:
        old.holder.name === holder.name ? old.publicName : publicNameOf(holder.entityType, holder.name, undefined),
      from: now,
    });
    rehomed.push({ number, assignmentId: next._id.toHexString() });
  }
  return rehomed;
}
