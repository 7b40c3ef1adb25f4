import type { Deps } from '../deps.js';
import { HOLD_KINDS } from '../domain/hold-rules.js';
import { holdModel, type HoldRow } from './hold-model.js';

/** Open holds of a number, the most serious first. */
export async function openHolds(deps: Pick<Deps, 'db'>, number: string): Promise<HoldRow[]> {
  return bySeriousness(await holdModel(deps.db).find({ number, endedAt: null }).lean<HoldRow[]>());
}

export async function findHold(deps: Pick<Deps, 'db'>, id: string): Promise<HoldRow | null> {
  return holdModel(deps.db).findOne({ _id: id }).lean<HoldRow>();
}

/** The most serious first; of one kind the older first. */
export function bySeriousness<Row extends Pick<HoldRow, 'kind' | 'placedAt'>>(holds: readonly Row[]): Row[] {
  return holds.toSorted(
    (a, b) => HOLD_KINDS.indexOf(a.kind) - HOLD_KINDS.indexOf(b.kind) || a.placedAt.getTime() - b.placedAt.getTime(),
  );
}
