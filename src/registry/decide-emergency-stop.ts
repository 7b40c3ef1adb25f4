import { mayPairForSecondApproval } from '../accounts/pairing.js';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent, SYSTEM, type Actor } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { emergencyStopModel, UNDECIDED, type EmergencyStopRow } from './emergency-stop-model.js';
import { settleStop } from './settle-emergency-stop.js';

/**
 * The second person confirms an emergency stop, in time or late: then it reaches what its target got until now, and
 * nothing later. Or refuses it: then all it stopped works again, at once.
 * @throws DomainError WRONG_STATE (decided already) | SECOND_APPROVER_REQUIRED
 */
export async function decideEmergencyStop(
  deps: Deps,
  principal: Principal,
  stop: EmergencyStopRow,
  decision: { readonly outcome: 'confirm' | 'refuse'; readonly reason: string | null },
): Promise<EmergencyStopRow> {
  if (!(await mayPairForSecondApproval(deps, stop.placedBy, principal.actorId)))
    throw new DomainError('SECOND_APPROVER_REQUIRED');
  const refused = decision.outcome === 'refuse';
  const row = await moveStop(deps, stop, {
    type: refused ? 'emergency.refused' : 'emergency.confirmed',
    actor: actorOf(principal),
    reason: decision.reason,
    set: {
      status: refused ? 'refused' : 'confirmed',
      open: false,
      decidedBy: principal.actorId,
      decidedAt: deps.clock.now(),
      ...(refused ? { settled: false } : {}),
    },
  });
  await settleStop(deps, row._id, principal);
  return row;
}

/**
 * Nobody confirmed in time: an alarm, once. What was stopped stays stopped.
 * @throws DomainError WRONG_STATE (confirmed meanwhile)
 */
export async function raiseAlarm(deps: Deps, stop: EmergencyStopRow): Promise<EmergencyStopRow> {
  return moveStop(deps, stop, { type: 'emergency.unconfirmed', actor: SYSTEM, reason: null, set: { status: 'alarm' } });
}

async function moveStop(
  deps: Deps,
  stop: EmergencyStopRow,
  move: {
    readonly type: string;
    readonly actor: Actor;
    readonly reason: string | null;
    readonly set: Partial<EmergencyStopRow>;
  },
): Promise<EmergencyStopRow> {
  const from = move.type === 'emergency.unconfirmed' ? ['unconfirmed' as const] : [...UNDECIDED];
  return inTransaction(deps.db, async () => {
    const row = await emergencyStopModel(deps.db)
      .findOneAndUpdate(
        { _id: stop._id, status: { $in: from } },
        { $set: move.set, $inc: { version: 1 } },
        { returnDocument: 'after' },
      )
      .lean<EmergencyStopRow>();
    if (row === null) throw new DomainError('WRONG_STATE', { members: { from: stop.status, allowed: UNDECIDED } });
    await recordEvent(deps, {
      type: move.type,
      subjects: [{ kind: 'emergency_stop', id: row._id.toHexString() }, row.target],
      actor: move.actor,
      resellerId: null,
      reason: move.reason,
      before: { status: stop.status },
      after: { status: row.status },
      version: row.version,
    });
    return row;
  });
}
