import type { Deps } from '../deps.js';
import { noteChange } from '../events/changes.js';
import { holdModel, type HoldRow } from './hold-model.js';

/** The only writers of a hold's beginning and end. All run inside the caller's transaction, whose event names the hold. */
export async function openHold(deps: Pick<Deps, 'db'>, hold: HoldRow): Promise<void> {
  await holdModel(deps.db).insertMany([hold]);
  noteChange('holds', { id: hold._id.toHexString(), number: hold.number, open: true });
}

export async function endHold(
  deps: Pick<Deps, 'db' | 'clock'>,
  hold: HoldRow,
  endedBy: string,
  outcome: NonNullable<HoldRow['outcome']>,
): Promise<void> {
  await holdModel(deps.db).updateOne(
    { _id: hold._id, endedAt: null },
    { $set: { endedAt: deps.clock.now(), endedBy, outcome } },
  );
  noteChange('holds', { id: hold._id.toHexString(), number: hold.number, open: false });
}

/** Its number came back: what ended with the service goes on, as it was placed. */
export async function reopenHold(deps: Pick<Deps, 'db'>, hold: HoldRow): Promise<void> {
  await holdModel(deps.db).updateOne(
    { _id: hold._id, outcome: 'disconnected' },
    { $set: { endedAt: null, endedBy: null, outcome: null } },
  );
  noteChange('holds', { id: hold._id.toHexString(), number: hold.number, open: true });
}
