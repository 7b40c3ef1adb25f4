import type { Deps } from '../deps.js';
import { after, within, type PageRequest } from '../http/page.js';
import { eventModel, type EventRow, type SubjectKind } from './event-model.js';

/** Longer than any search of the audit may take. */
const MAX_MS = 10_000;

/** Everything given must hold; none given is everything. */
export interface EventSearch {
  /** `number.suspended`, or the beginning of types: `number.` */
  readonly type?: string | undefined;
  readonly subject?: { readonly kind: SubjectKind; readonly id?: string | undefined } | undefined;
  readonly actor?: string | undefined;
  /** When it was recorded: from, up to but without. */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

/** Changes, newest first; one row more than asked for. Rows the change left behind are left out: they are large. */
export async function searchEvents(
  deps: Pick<Deps, 'db'>,
  search: EventSearch,
  page: PageRequest,
): Promise<EventRow[]> {
  return eventModel(deps.db)
    .find({ $and: [filterOf(search), after(page)] }, { changes: 0 })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .maxTimeMS(MAX_MS)
    .lean<EventRow[]>();
}

/** The same, all of them, oldest first; streamed. */
export async function* allEvents(deps: Pick<Deps, 'db'>, search: EventSearch): AsyncGenerator<EventRow> {
  const rows = eventModel(deps.db).find(filterOf(search), { changes: 0 }).sort({ _id: 1 }).lean<EventRow[]>().cursor();
  for await (const row of rows) yield row;
}

function filterOf({ type, subject, actor, from, until }: EventSearch): Record<string, unknown> {
  const { kind, id } = subject ?? {};
  const recordedAt = within(from, until);
  return {
    ...(type === undefined ? {} : { type: type.endsWith('.') ? { $gte: type, $lt: `${type}\uffff` } : type }),
    ...(kind === undefined ? {} : { subjects: { $elemMatch: id === undefined ? { kind } : { kind, id } } }),
    ...(actor === undefined ? {} : { 'actor.id': actor }),
    ...(recordedAt === undefined ? {} : { recordedAt }),
  };
}
