import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { addDays } from '../domain/chinese-date.js';
import { HOLD_RULES } from '../domain/hold-rules.js';
import { businessToday } from '../domain/business-calendar.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { doerId, requireRole, type HoldDoer } from './hold-actor.js';
import type { HoldRow } from './hold-model.js';
import { openHolds } from './hold-queries.js';
import { moveNumbers } from './move-numbers.js';
import type { NumberRow } from './number-model.js';
import { touchSuspended } from './touch-suspended.js';
import { openHold } from './write-hold.js';

export type NewHold = Pick<HoldRow, 'kind' | 'reason' | 'remedy' | 'documentsRequired' | 'expectedRecovery'> &
  Partial<Pick<HoldRow, 'overdueSince' | 'reference' | 'stopId'>>;

/**
 * Places a hold by the rule of its kind: a working number is suspended, a suspended one stays so for one reason more. The
 * reason itself stays in the hold; the event, which everybody in the chain may read, names only the hold.
 * @param doer null for the system
 * @throws DomainError FORBIDDEN (not this role, for this kind) | VALIDATION_FAILED (overdue too short a time) |
 *   NUMBER_NOT_WORKING | HOLD_ALREADY_OPEN (a kind of which there is one at a time)
 */
export async function placeHold(
  deps: Deps,
  doer: HoldDoer,
  number: string,
  hold: NewHold,
): Promise<{ hold: HoldRow; row: NumberRow }> {
  return inTransaction(deps.db, () => putHold(deps, doer, number, hold));
}

/** The same inside the caller's transaction, with an event of its own. */
export async function putHold(
  deps: Deps,
  doer: HoldDoer,
  number: string,
  hold: NewHold,
): Promise<{ hold: HoldRow; row: NumberRow }> {
  const rule = HOLD_RULES[hold.kind];
  requireRole(rule.place, doer);
  requireOverdue(deps, hold);
  const placed: HoldRow = {
    overdueSince: null,
    reference: null,
    stopId: null,
    ...hold,
    _id: new Types.ObjectId(),
    number,
    postponed: 0,
    placedAt: deps.clock.now(),
    placedBy: doerId(doer),
    endedAt: null,
    endedBy: null,
    outcome: null,
    liftProposal: null,
    liftReason: null,
    liftReference: null,
  };
  const further = await touchSuspended(deps, number);
  const [row] = further === null ? await moveNumbers(deps, [number], 'suspend', {}, {}) : [further];
  if (row === undefined) throw new TypeError('a move of one number returned none');
  const twin = rule.several ? undefined : (await openHolds(deps, number)).find((one) => one.kind === hold.kind);
  if (twin !== undefined)
    throw new DomainError('HOLD_ALREADY_OPEN', { members: { holdId: twin._id.toHexString(), kind: hold.kind } });
  await openHold(deps, placed);
  await recordEvent(deps, {
    type: further === null ? 'number.suspended' : 'number.hold_placed',
    subjects: [{ kind: 'number', id: number }],
    actor: actorOf(doer),
    resellerId: row.resellerId,
    before: { status: further === null ? 'working' : 'suspended' },
    after: { status: row.status, holdId: placed._id.toHexString() },
    version: row.version,
  });
  return { hold: placed, row };
}

/** A bill must be overdue for some time before a number is stopped for it (domain.md §1, H). */
function requireOverdue(deps: Pick<Deps, 'clock' | 'config'>, { kind, overdueSince }: NewHold): void {
  const { overdueDays } = HOLD_RULES[kind];
  if (overdueDays === undefined || overdueSince === undefined || overdueSince === null) return;
  const latest = addDays(businessToday(deps.clock.now(), deps.config.TZ_BUSINESS), -overdueDays);
  if (overdueSince > latest) {
    throw new DomainError('VALIDATION_FAILED', {
      errors: [{ path: 'overdueSince', code: 'TOO_RECENT', message: `overdue for ${overdueDays} days at least` }],
    });
  }
}
