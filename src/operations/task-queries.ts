import type { Deps } from '../deps.js';
import { taskModel, type TaskRow } from './task-model.js';

/** The newest task of a kind about one thing, open or done; null when there was none. */
export async function newestTask(
  deps: Pick<Deps, 'db'>,
  kind: TaskRow['kind'],
  subject: TaskRow['subject'],
): Promise<TaskRow | null> {
  return taskModel(deps.db)
    .findOne({ kind, 'subject.kind': subject.kind, 'subject.id': subject.id })
    .sort({ _id: -1 })
    .lean<TaskRow>();
}
