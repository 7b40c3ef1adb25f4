import type { Connection } from 'mongoose';
import { groupBy } from '../domain/group-by.js';
import { eventModel, type EventRow, type SubjectKind } from './event-model.js';

/** Whether the decision before this version of the application was taken back. */
export async function decisionUndone(
  db: Connection,
  { applicationId, version }: { readonly applicationId: string; readonly version: number },
): Promise<boolean> {
  const subjects = { $elemMatch: { kind: 'application' as const, id: applicationId } };
  return (await eventModel(db).exists({ subjects, type: 'application.decision_undone', version })) !== null;
}

/** Whether somebody did anything that changed a subject. */
export async function actedOn(db: Connection, actorId: string, kind: SubjectKind, id: string): Promise<boolean> {
  return (await eventModel(db).exists({ 'actor.id': actorId, subjects: { $elemMatch: { kind, id } } })) !== null;
}

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

/** The same for many subjects with one read, by subject; those without any event are left out. */
export async function eventsOfSeveral(
  db: Connection,
  kind: SubjectKind,
  ids: readonly string[],
  types: readonly string[],
): Promise<Map<string, EventRow[]>> {
  const wanted = new Set(ids);
  const rows = await eventModel(db)
    .find({ subjects: { $elemMatch: { kind, id: { $in: [...ids] } } }, type: { $in: [...types] } })
    .sort({ effectiveAt: 1, _id: 1 })
    .lean<EventRow[]>();
  return groupBy(rows, (row) =>
    row.subjects.filter((subject) => subject.kind === kind && wanted.has(subject.id)).map((subject) => subject.id),
  );
}

/** Numbered events after a cursor, in order. */
export async function sequencedEvents(db: Connection, after: number, limit: number): Promise<EventRow[]> {
  return eventModel(db)
    .find({ seq: { $gt: after } })
    .sort({ seq: 1 })
    .limit(limit)
    .lean<EventRow[]>();
}

/** Whether events after a cursor, numbered or not, concern a number, or a reseller (whose name many numbers show). */
export async function hasUnloggedEvents(db: Connection, after: number, number: string): Promise<boolean> {
  const concerns = { $or: [{ kind: 'number', id: number }, { kind: 'reseller' }] };
  const waiting = { $or: [{ seq: null }, { seq: { $gt: after } }] };
  return (await eventModel(db).exists({ subjects: { $elemMatch: concerns }, ...waiting })) !== null;
}

/** Numbers that events after a cursor concern, numbered or not. */
export async function numbersWithEventsAfter(db: Connection, after: number): Promise<Set<string>> {
  const subjects = { subjects: 1 } as const;
  const unnumbered = await eventModel(db).find({ seq: null }, subjects).lean<Pick<EventRow, 'subjects'>[]>();
  const later = await eventModel(db)
    .find({ seq: { $gt: after } }, subjects)
    .lean<Pick<EventRow, 'subjects'>[]>();
  const concerned = [...unnumbered, ...later].flatMap((event) => event.subjects);
  return new Set(concerned.filter(({ kind }) => kind === 'number').map(({ id }) => id));
}

/**
 * The last version that events know of numbers, also of those that left the registry: one that comes back goes on counting,
 * because versions are what its history is ordered by.
 */
export async function lastVersions(db: Connection, numbers: readonly string[]): Promise<Map<string, number>> {
  if (numbers.length === 0) return new Map();
  const subjects = { $elemMatch: { kind: 'number' as const, id: { $in: [...numbers] } } };
  const rows = await eventModel(db).aggregate<{ _id: string; version: number }>([
    { $match: { subjects, 'changes.numbers': { $exists: true } } },
    { $unwind: '$changes.numbers' },
    { $match: { 'changes.numbers.number': { $in: [...numbers] } } },
    { $group: { _id: '$changes.numbers.number', version: { $max: '$changes.numbers.version' } } },
  ]);
  return new Map(rows.map(({ _id, version }) => [_id, version]));
}

/** The place of the last event that was numbered; 0 before the first. */
export async function lastSequence(db: Connection): Promise<number> {
  const row = await eventModel(db)
    .findOne({ seq: { $gt: 0 } }, { seq: 1 })
    .sort({ seq: -1 })
    .lean<Pick<EventRow, 'seq'>>();
  return row?.seq ?? 0;
}

/** A reseller's name is part of the record of every number it serves. */
export function isRenamed({ type, before, after }: Pick<EventRow, 'type' | 'before' | 'after'>): boolean {
  return type.startsWith('reseller.') && before !== null && before['name'] !== after?.['name'];
}

/** Resellers that got another name by events after `since` up to `upTo`, each once. */
export async function resellersRenamedBetween(db: Connection, since: number, upTo: number): Promise<string[]> {
  const rows = await eventModel(db)
    .find({ seq: { $gt: since, $lte: upTo }, type: /^reseller\./ }, { type: 1, before: 1, after: 1, resellerId: 1 })
    .lean<Pick<EventRow, 'type' | 'before' | 'after' | 'resellerId'>[]>();
  return [...new Set(rows.filter(isRenamed).flatMap(({ resellerId }) => resellerId ?? []))];
}

/** Numbers that events after `since` up to `upTo` are about, each once, in order; streamed. */
export async function* numbersChangedBetween(db: Connection, since: number, upTo: number): AsyncGenerator<string> {
  const cursor = eventModel(db)
    .aggregate<{ _id: string }>([
      { $match: { seq: { $gt: since, $lte: upTo } } },
      { $unwind: '$subjects' },
      { $match: { 'subjects.kind': 'number' } },
      { $group: { _id: '$subjects.id' } },
      { $sort: { _id: 1 } },
    ])
    .allowDiskUse(true)
    .cursor();
  for await (const { _id } of cursor) yield _id;
}
