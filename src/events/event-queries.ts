import type { Connection } from 'mongoose';
import { eventModel, type EventRow, type SubjectKind } from './event-model.js';

/** Everything that happened to a subject, in the order in which it took effect; with `types`, only those. */
export async function eventsOf(
  db: Connection,
  kind: SubjectKind,
  id: string,
  types?: readonly string[],
): Promise<EventRow[]> {
  return eventModel(db)
    .find({ subjects: { $elemMatch: { kind, id } }, ...(types === undefined ? {} : { type: { $in: [...types] } }) })
    .sort({ effectiveAt: 1, _id: 1 })
    .lean<EventRow[]>();
}
