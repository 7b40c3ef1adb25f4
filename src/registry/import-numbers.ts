import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import { createMissingEntities } from '../entities/import-entities.js';
import type { Changes } from '../events/changes.js';
import { recordEvents, type Actor, type NewEvent } from '../events/record-event.js';
import type { Carrier } from '../domain/number-status.js';
import { assignmentModel, type AssignmentRow } from './assignment-model.js';
import { holdModel, type HoldRow } from './hold-model.js';
import { numberChange } from './note-number.js';
import { lastVersions } from '../events/event-queries.js';
import { FREED, numberModel, type NumberRow } from './number-model.js';
import { assignmentChange } from './write-assignment.js';

export interface ImportedNumber {
  readonly number: string;
  readonly carrier: Carrier;
  readonly holder: AssignmentRow['holder'];
  readonly publicName: string;
  readonly registeredPurpose: string;
  readonly resellerId: string | null;
  readonly verified: AssignmentRow['verified'];
  readonly from: Date;
  /** Stopped in the old register: it goes in suspended, with a hold that a person lifts. */
  readonly stopped: boolean;
}

/** What the import found, and wrote, for one number: enough to go back exactly. */
export interface ImportedBefore {
  /** Null: the number was not in the registry. */
  readonly row: NumberRow | null;
  readonly version: number;
  readonly assignmentId: string;
  readonly holdId: string | null;
  readonly entityCreated: boolean;
}

export interface ImportContext {
  readonly operationId: string;
  readonly actor: Actor;
  readonly reason: string;
  readonly now: Date;
}

/**
 * Puts numbers of an old register in service: row, live assignment, entity where it is new, one event each. Bulk writes:
 * call it inside a transaction, with some hundreds at once. Numbers that somebody took meanwhile are left out of the answer.
 */
export async function importNumbers(
  deps: Pick<Deps, 'db' | 'clock' | 'metrics'>,
  numbers: readonly ImportedNumber[],
  context: ImportContext,
): Promise<Map<string, ImportedBefore>> {
  const digits = numbers.map(({ number }) => number);
  const present = new Map(
    (
      await numberModel(deps.db)
        .find({ _id: { $in: digits } })
        .lean<NumberRow[]>()
    ).map((row) => [row._id, row]),
  );
  const free = numbers.filter(({ number }) => (present.get(number)?.status ?? 'spare') === 'spare');
  if (free.length === 0) return new Map();
  const created = await createMissingEntities(deps, free, context.now);
  const versions = await lastVersions(
    deps.db,
    free.map(({ number }) => number).filter((number) => !present.has(number)),
  );
  const written = free.map((item) => write(item, present.get(item.number) ?? null, versions, context));
  // In any order, so that the driver sends all inserts together and all updates together.
  await numberModel(deps.db).bulkWrite(
    written.map(({ operation }) => operation),
    { ordered: false },
  );
  await assignmentModel(deps.db).insertMany(
    written.map(({ assignment }) => assignment),
    { lean: true },
  );
  const holds = written.flatMap(({ hold }) => (hold === null ? [] : [hold]));
  if (holds.length > 0) await holdModel(deps.db).insertMany(holds, { lean: true });
  await recordEvents(
    deps,
    written.map(({ event }) => event),
  );
  return new Map(
    written.map(({ row, before, assignment, hold }) => [
      row._id,
      {
        row: before,
        version: row.version,
        assignmentId: assignment._id.toHexString(),
        holdId: hold?._id.toHexString() ?? null,
        entityCreated: created.delete(assignment.holder.uscc),
      },
    ]),
  );
}

function write(
  item: ImportedNumber,
  before: NumberRow | null,
  versions: ReadonlyMap<string, number>,
  context: ImportContext,
) {
  const { number, carrier, holder, publicName, registeredPurpose, verified, from } = item;
  const changed = {
    ...FREED,
    status: item.stopped ? 'suspended' : 'working',
    version: (before?.version ?? versions.get(number) ?? 0) + 1,
    resellerId: item.resellerId,
    uscc: holder.uscc,
    since: context.now,
  } as const;
  const row: NumberRow = {
    ...(before ?? { _id: number, carrier, blockId: `import-${context.operationId}` }),
    ...changed,
  };
  const assignment: AssignmentRow = {
    _id: new Types.ObjectId(),
    number,
    carrier: row.carrier,
    applicationId: context.operationId,
    resellerId: item.resellerId ?? '',
    holder,
    publicName,
    registeredPurpose,
    verified,
    from,
    until: null,
    live: true,
  };
  const hold = item.stopped ? oldHold(number, context) : null;
  const changes: Changes = {
    numbers: [numberChange(row)],
    assignments: [assignmentChange(assignment)],
    ...(hold === null ? {} : { holds: [{ id: hold._id.toHexString(), number, open: true }] }),
  };
  const event: NewEvent & { readonly changes: Changes } = {
    type: 'number.imported',
    subjects: [
      { kind: 'number', id: number },
      { kind: 'operation', id: context.operationId },
    ],
    actor: context.actor,
    resellerId: item.resellerId,
    reason: context.reason,
    effectiveAt: from,
    before: before === null ? null : { status: before.status },
    after: { status: row.status, holder, verified },
    version: row.version,
    changes,
  };
  // The filter is the compare: whoever was faster makes the whole step begin again.
  const operation =
    before === null
      ? { insertOne: { document: row } }
      : { updateOne: { filter: { _id: number, version: before.version }, update: { $set: changed } } };
  return { row, before, assignment, hold, event, operation };
}

function oldHold(number: string, { operationId, now }: ImportContext): HoldRow {
  return {
    _id: new Types.ObjectId(),
    number,
    kind: 'carrier',
    reason: '沿用旧登记：导入时已停机',
    remedy: '请联系运营商核实停机原因并办理复机',
    documentsRequired: [],
    expectedRecovery: null,
    postponed: 0,
    overdueSince: null,
    reference: null,
    stopId: null,
    placedAt: now,
    placedBy: operationId,
    endedAt: null,
    endedBy: null,
    outcome: null,
    liftProposal: null,
    liftReason: null,
    liftReference: null,
  };
}
