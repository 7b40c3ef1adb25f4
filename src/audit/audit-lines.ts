import type { Deps } from '../deps.js';
import type { AccessRow } from '../documents/access-log-model.js';
import type { EventRow } from '../events/event-model.js';
import { namesOf, viewAccess, viewEvent } from './audit-view.js';

const BATCH = 200;

export const EVENT_COLUMNS = [
  'seq',
  'recordedAt',
  'effectiveAt',
  'type',
  'subjects',
  'actorKind',
  'actor',
  'staffNumber',
  'reason',
  'before',
  'after',
] as const;
export const ACCESS_COLUMNS = [
  'at',
  'actorKind',
  'actor',
  'staffNumber',
  'role',
  'purpose',
  'subjectKind',
  'subject',
  'fields',
] as const;

/** One line an event, cells in the order of `EVENT_COLUMNS`; all subjects are named. */
export async function* eventLines(deps: Pick<Deps, 'db'>, rows: AsyncIterable<EventRow>): AsyncGenerator<string[]> {
  for await (const batch of batches(rows)) {
    const names = await namesOf(deps, batch);
    for (const row of batch) {
      const { actor, ...event } = viewEvent(row, names);
      yield [
        event.seq === null ? '' : String(event.seq),
        event.recordedAt,
        event.effectiveAt,
        event.type,
        row.subjects.map(({ kind, id }) => `${kind}:${id}`).join(' '),
        actor.kind,
        actor.id,
        actor.staffNumber ?? '',
        event.reason ?? '',
        event.before === null ? '' : JSON.stringify(event.before),
        event.after === null ? '' : JSON.stringify(event.after),
      ];
    }
  }
}

/** One line an access, cells in the order of `ACCESS_COLUMNS`. */
export async function* accessLines(deps: Pick<Deps, 'db'>, rows: AsyncIterable<AccessRow>): AsyncGenerator<string[]> {
  for await (const batch of batches(rows)) {
    const names = await namesOf(deps, batch);
    for (const row of batch) {
      const { at, actor, purpose, subject, fields } = viewAccess(row, names);
      yield [
        at,
        actor.kind,
        actor.id,
        actor.staffNumber ?? '',
        actor.role,
        purpose,
        subject.kind,
        subject.id,
        fields.join(' '),
      ];
    }
  }
}

async function* batches<Row>(rows: AsyncIterable<Row>): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
