import { expect } from 'vitest';
import type { Deps } from '../../src/deps.js';
import { eventModel, type EventRow } from '../../src/events/event-model.js';
import { assignmentModel } from '../../src/registry/assignment-model.js';
import { holdModel } from '../../src/registry/hold-model.js';
import { numberModel, type NumberRow } from '../../src/registry/number-model.js';
import { replayNumber } from '../../src/registry/replay.js';

/** Whatever must hold for a number at any moment, whatever happened to it: state and events agree. */
export async function expectSound(deps: Pick<Deps, 'db'>, number: string): Promise<NumberRow> {
  const row = await numberModel(deps.db).findOne({ _id: number }).orFail().lean<NumberRow>();
  const assignments = await assignmentModel(deps.db).find({ number }).sort({ from: 1, _id: 1 }).lean();
  const open = await holdModel(deps.db).find({ number, endedAt: null }).lean();
  const events = await eventModel(deps.db)
    .find({ subjects: { $elemMatch: { kind: 'number', id: number } } })
    .lean<EventRow[]>();

  const replayed = replayNumber(number, events);
  const { version, status, resellerId, reservationId, applicationId, uscc } = row;
  expect(replayed.gaps, `${number}: every version has its event`).toEqual([]);
  expect(replayed.row ?? { status: 'spare', version: 1 }, `${number}: events tell its row`).toEqual(
    replayed.row === null
      ? { status, version }
      : { number, version, status, resellerId, reservationId, applicationId, uscc },
  );
  // An import taken back: its events say held from a moment until the same moment, which is by nobody.
  const held = replayed.assignments.filter(lasted);
  expect(
    held.map(({ id, holder, from, until, resellerId: by }) => ({ id, holder, from, until, by })),
    `${number}: events tell who held it`,
  ).toEqual(
    assignments.filter(lasted).map(({ _id, holder, from, until, resellerId: by }) => ({
      id: _id.toHexString(),
      holder,
      from,
      until,
      by,
    })),
  );
  expect(replayed.openHolds.toSorted(), `${number}: events tell its open holds`).toEqual(
    open.map((hold) => hold._id.toHexString()).sort(),
  );

  const live = assignments.filter((assignment) => assignment.live).length;
  expect(live, `${number} (${status}) has one holder exactly while in service`).toBe(
    status === 'working' || status === 'suspended' ? 1 : 0,
  );
  expect(open.length > 0, `${number} is suspended exactly while a hold is open`).toBe(status === 'suspended');
  return row;
}

function lasted({ from, until }: { readonly from: Date; readonly until: Date | null }): boolean {
  return from.getTime() !== until?.getTime();
}
