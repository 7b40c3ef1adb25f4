import type { Principal } from '../accounts/principal.js';
import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { DomainError } from '../domain/errors.js';
import { HOLD_RULES } from '../domain/hold-rules.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { requireRole } from './hold-actor.js';
import { holdModel, type HoldRow } from './hold-model.js';
import type { NumberRow } from './number-model.js';
import { touchSuspended } from './touch-suspended.js';

/**
 * Another expected recovery for an open hold. A later one counts as put off, and the public sees how often that happened.
 * @param expectedRecovery `YYYY-MM-DD`, business zone, not in the past
 * @throws DomainError VALIDATION_FAILED (in the past) | NUMBER_NOT_SUSPENDED | NOT_FOUND (no such open hold) | FORBIDDEN
 */
export async function postponeHold(
  deps: Deps,
  principal: Principal,
  request: {
    readonly number: string;
    readonly holdId: string;
    readonly expectedRecovery: string;
    readonly reason: string;
  },
): Promise<{ hold: HoldRow; row: NumberRow }> {
  const { number, expectedRecovery } = request;
  if (expectedRecovery < businessToday(deps.clock.now(), deps.config.TZ_BUSINESS)) {
    throw new DomainError('VALIDATION_FAILED', {
      errors: [{ path: 'expectedRecovery', code: 'IN_PAST', message: 'must not be in the past' }],
    });
  }
  return inTransaction(deps.db, async () => {
    const row = await touchSuspended(deps, number);
    if (row === null) throw new DomainError('NUMBER_NOT_SUSPENDED', { members: { number } });
    const _id = new Types.ObjectId(request.holdId);
    const before = await holdModel(deps.db).findOne({ _id, number, endedAt: null }).lean<HoldRow>();
    if (before === null) throw new DomainError('NOT_FOUND');
    requireRole(HOLD_RULES[before.kind].place, principal);
    const later = before.expectedRecovery !== null && expectedRecovery > before.expectedRecovery;
    const hold = await holdModel(deps.db)
      .findOneAndUpdate(
        { _id },
        { $set: { expectedRecovery }, $inc: { postponed: later ? 1 : 0 } },
        { returnDocument: 'after' },
      )
      .orFail()
      .lean<HoldRow>();
    await recordEvent(deps, {
      type: 'number.hold_postponed',
      subjects: [{ kind: 'number', id: number }],
      actor: actorOf(principal),
      resellerId: row.resellerId,
      reason: request.reason,
      before: { status: row.status, expectedRecovery: before.expectedRecovery },
      after: { status: row.status, expectedRecovery, postponed: hold.postponed, holdId: request.holdId },
      version: row.version,
    });
    return { hold, row };
  });
}
