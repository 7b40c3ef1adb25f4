import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import { noteChange, type AssignmentChange } from '../events/changes.js';
import { assignmentModel, type AssignmentRow } from './assignment-model.js';

/** The only writers of assignments. All run inside the caller's transaction, whose event carries what they wrote. */
type WriteDeps = Pick<Deps, 'db'>;

export type NewAssignment = Omit<AssignmentRow, '_id' | 'until' | 'live'>;
/** What may change in an assignment that stays the same one. */
export type AssignmentFacts = Partial<Omit<AssignmentRow, '_id' | 'number' | 'carrier' | 'live'>>;

/**
 * A holder begins to answer for a number. Two live ones at once cannot be: the unique index refuses the second.
 * @throws the index's error (`isDuplicateKey`) while another is live
 */
export async function beginAssignment(deps: WriteDeps, assignment: NewAssignment): Promise<AssignmentRow> {
  const row: AssignmentRow = { _id: new Types.ObjectId(), ...assignment, until: null, live: true };
  await assignmentModel(deps.db).insertMany([row]);
  return noted(row);
}

/** @throws Error when nobody holds the number: a number in service without a holder must not be hidden */
export async function endAssignment(deps: WriteDeps, number: string, until: Date): Promise<AssignmentRow> {
  const row = await assignmentModel(deps.db)
    .findOneAndUpdate({ number, live: true }, { $set: { live: false, until } }, { returnDocument: 'after' })
    .lean<AssignmentRow>();
  if (row === null) throw new Error('a number in service has no live assignment');
  return noted(row);
}

/** Other facts for an assignment; what it said before stays in the events. */
export async function changeAssignment(
  deps: WriteDeps,
  id: Types.ObjectId,
  facts: AssignmentFacts,
): Promise<AssignmentRow> {
  const row = await assignmentModel(deps.db)
    .findOneAndUpdate({ _id: id }, { $set: facts }, { returnDocument: 'after' })
    .lean<AssignmentRow>();
  if (row === null) throw new Error('no such assignment');
  return noted(row);
}

function noted(row: AssignmentRow): AssignmentRow {
  noteChange('assignments', assignmentChange(row));
  return row;
}

/** An assignment as events tell it. */
export function assignmentChange(row: AssignmentRow): AssignmentChange {
  const { _id, number, applicationId, resellerId, holder, publicName, verified, from, until, disownedAt } = row;
  const change = {
    id: _id.toHexString(),
    number,
    applicationId,
    resellerId,
    holder,
    publicName,
    verified,
    from,
    until,
  };
  return disownedAt === undefined ? change : { ...change, disownedAt };
}
