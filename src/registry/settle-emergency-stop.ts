import type { Types } from 'mongoose';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { inTransaction, isDuplicateKey } from '../platform/mongo.js';
import { loadResellerRow } from '../resellers/reseller-queries.js';
import { moveReseller } from '../resellers/move-reseller.js';
import { emergencyStopModel, type EmergencyStopRow } from './emergency-stop-model.js';
import { findStop } from './emergency-stop-queries.js';
import type { HoldDoer } from './hold-actor.js';
import { holdModel, type HoldRow } from './hold-model.js';
import { liftRefused } from './lift-hold.js';
import type { NumberRow } from './number-model.js';
import { stoppableNumbers } from './number-queries.js';
import { putHold } from './place-hold.js';

/** Numbers stopped in one go: what a request may wait for. */
const BATCH = 200;

/** `more`: run it again at once; `failed`: some numbers resisted, run it again later. */
export type Settling = 'done' | 'more' | 'failed';

/**
 * Carries out an emergency stop as far as it is not yet, or takes it back when it was refused. Can be run again and by
 * several at once. One number that fails does not keep the others from being stopped.
 */
export async function settleStop(deps: Deps, id: Types.ObjectId, doer: Principal | null): Promise<Settling> {
  const stop = await findStop(deps, id.toHexString());
  const settling = stop.status === 'refused' ? await takeBack(deps, stop, doer) : await carryOut(deps, stop, doer);
  if (settling === 'done')
    await emergencyStopModel(deps.db).updateOne({ _id: stop._id, version: stop.version }, { $set: { settled: true } });
  return settling;
}

async function carryOut(deps: Deps, stop: EmergencyStopRow, doer: Principal | null): Promise<Settling> {
  const { kind, id } = stop.target;
  if (kind === 'reseller' && !stop.settled && (await loadResellerRow(deps, id)).status === 'active') {
    const standing = await inTransaction(deps.db, async () => {
      if (!(await stillStands(deps, stop, { resellerSuspended: true }))) return false;
      await moveReseller(deps, doer, id, { from: 'active', to: 'suspended' });
      return true;
    });
    if (!standing) return 'more';
  }
  if (kind === 'reseller' && !stop.includeNumbers) return 'done';
  return inBatch(deps, await stillWorking(deps, stop), (number) => stopNumber(deps, stop, number._id, doer));
}

async function stopNumber(deps: Deps, stop: EmergencyStopRow, number: string, doer: HoldDoer): Promise<void> {
  const { kind, reason, reference } = stop;
  const stopId = stop._id.toHexString();
  const hold = { kind, reason, reference, stopId, remedy: null, documentsRequired: [], expectedRecovery: null };
  await inTransaction(deps.db, async () => {
    if (await stillStands(deps, stop)) await putHold(deps, doer, number, hold);
  }).catch((error: unknown) => {
    // Another process was there first.
    if (!isDuplicateKey(error)) throw error;
  });
}

/**
 * Call it inside the transaction that does what the stop asks for. It writes to the stop, so that a refusal at the same
 * moment comes either before, and nothing is done any more, or after, and takes it back.
 */
async function stillStands(
  deps: Pick<Deps, 'db'>,
  { _id }: EmergencyStopRow,
  set: Partial<EmergencyStopRow> = {},
): Promise<boolean> {
  const { matchedCount } = await emergencyStopModel(deps.db).updateOne(
    { _id, status: { $ne: 'refused' } },
    { $set: set, $inc: { steps: 1 } },
  );
  return matchedCount === 1;
}

/** The target's numbers in service that this stop has not stopped yet, as far as they are its officer's to stop. */
async function stillWorking(deps: Pick<Deps, 'db'>, stop: EmergencyStopRow): Promise<NumberRow[]> {
  const { kind, id } = stop.target;
  const target = kind === 'number' ? { _id: id } : kind === 'entity' ? { uscc: id } : { resellerId: id };
  const { carriers, provinces } = stop;
  const notBy = stop._id.toHexString();
  return stoppableNumbers(deps, target, { carriers, provinces, notBy, limit: BATCH });
}

async function takeBack(deps: Deps, stop: EmergencyStopRow, doer: Principal | null): Promise<Settling> {
  const { kind, id } = stop.target;
  if (kind === 'reseller' && stop.resellerSuspended)
    await inTransaction(deps.db, () => moveReseller(deps, doer, id, { from: 'suspended', to: 'active' }));
  const holds = await holdModel(deps.db)
    .find({ stopId: stop._id.toHexString(), endedAt: null })
    .limit(BATCH)
    .lean<HoldRow[]>();
  return inBatch(deps, holds, (hold) => liftRefused(deps, doer, hold));
}

async function inBatch<Row>(
  deps: Pick<Deps, 'logger'>,
  rows: readonly Row[],
  act: (row: Row) => Promise<void>,
): Promise<Settling> {
  let failed = false;
  for (const row of rows) {
    try {
      await act(row);
    } catch (error) {
      // The number ended meanwhile: nothing left to stop.
      if (error instanceof DomainError) continue;
      failed = true;
      deps.logger.error({ err: error }, 'an emergency stop failed for one number; it will be tried again');
    }
  }
  if (failed) return 'failed';
  return rows.length < BATCH ? 'done' : 'more';
}
