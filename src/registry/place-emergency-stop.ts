import { DateTime } from 'luxon';
import { Types } from 'mongoose';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { statusesAllowing } from '../domain/number-status.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction, isDuplicateKey } from '../platform/mongo.js';
import { loadResellerRow } from '../resellers/reseller-queries.js';
import { emergencyStopModel, type EmergencyStopRow } from './emergency-stop-model.js';
import { findNumber, stoppableNumbers } from './number-queries.js';
import { settleStop } from './settle-emergency-stop.js';

export type NewStop = Pick<EmergencyStopRow, 'target' | 'kind' | 'reason' | 'reference' | 'includeNumbers'>;

/**
 * The emergency stop: one duty officer suspends a number, all numbers of an entity, or a reseller's new business, in one
 * step. The order is kept first and then carried out; should this process die between the two, a sweep goes on with it.
 * @throws DomainError NOT_FOUND (no such reseller, or an entity without numbers in service) | NUMBER_NOT_WORKING |
 *   STOP_ALREADY_OPEN
 */
export async function placeEmergencyStop(
  deps: Deps,
  principal: Principal,
  stop: NewStop,
): Promise<{ stop: EmergencyStopRow; remaining: boolean }> {
  await requireTarget(deps, principal, stop.target);
  const now = deps.clock.now();
  const row: EmergencyStopRow = {
    ...stop,
    _id: new Types.ObjectId(),
    carriers: principal.carriers,
    provinces: principal.provinces,
    status: 'unconfirmed',
    open: true,
    placedBy: principal.actorId,
    placedAt: now,
    confirmBy: DateTime.fromJSDate(now).plus({ hours: deps.policy.emergencyConfirmHours }).toJSDate(),
    decidedBy: null,
    decidedAt: null,
    resellerSuspended: false,
    settled: false,
    version: 1,
  };
  try {
    await inTransaction(deps.db, async () => {
      await emergencyStopModel(deps.db).insertMany([row]);
      await recordEvent(deps, {
        type: 'emergency.stopped',
        subjects: [{ kind: 'emergency_stop', id: row._id.toHexString() }, stop.target],
        actor: actorOf(principal),
        resellerId: null,
        after: { status: row.status, kind: row.kind, includeNumbers: row.includeNumbers, confirmBy: row.confirmBy },
        version: row.version,
      });
    });
  } catch (error) {
    throw isDuplicateKey(error) ? new DomainError('STOP_ALREADY_OPEN') : error;
  }
  return { stop: row, remaining: (await settleStop(deps, row._id, principal)) !== 'done' };
}

async function requireTarget(
  deps: Deps,
  principal: Principal,
  { kind, id }: EmergencyStopRow['target'],
): Promise<void> {
  if (kind === 'reseller') {
    await loadResellerRow(deps, id);
    return;
  }
  const bounds = { carriers: principal.carriers, provinces: principal.provinces };
  if (kind === 'entity') {
    if ((await stoppableNumbers(deps, { uscc: id }, { ...bounds, limit: 1 })).length === 0)
      throw new DomainError('NOT_FOUND');
    return;
  }
  const { status } = await findNumber(deps, principal, id);
  if (!statusesAllowing('suspend').includes(status)) throw new DomainError('NUMBER_NOT_WORKING');
}
