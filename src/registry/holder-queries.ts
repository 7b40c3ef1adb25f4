import type { Deps } from '../deps.js';
import { assignmentModel, type AssignmentRow } from './assignment-model.js';

/** The live assignments of a legal entity, oldest first; an entity has a handful (its cap). */
export async function liveAssignmentsOf(deps: Pick<Deps, 'db'>, uscc: string): Promise<AssignmentRow[]> {
  return assignmentModel(deps.db)
    .find({ 'holder.uscc': uscc, live: true })
    .sort({ from: 1 })
    .limit(100)
    .lean<AssignmentRow[]>();
}
