import { Types } from 'mongoose';
import { mayPairForSecondApproval } from '../accounts/pairing.js';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { DomainError } from '../domain/errors.js';
import { HOLD_RULES } from '../domain/hold-rules.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { assignmentModel } from './assignment-model.js';
import { doerId, requireRole, type HoldDoer } from './hold-actor.js';
import { holdModel, type HoldRow } from './hold-model.js';
import { openHolds } from './hold-queries.js';
import { moveNumbers } from './move-numbers.js';
import type { NumberRow } from './number-model.js';
import { touchSuspended } from './touch-suspended.js';
import { endHold } from './write-hold.js';

/** What the lifter says for it; which of it is needed is a matter of the kind (domain/hold-rules.ts). */
export interface LiftWords {
  readonly reason?: string | undefined;
  readonly reference?: string | undefined;
  /** When the cause was settled (paid): from there the hours to restore count. */
  readonly clearedAt?: Date | undefined;
}

export interface LiftResult {
  readonly hold: HoldRow;
  readonly row: NumberRow;
  readonly open: HoldRow[];
  /** The hold is still open: a second person must confirm. */
  readonly awaitsSecond: boolean;
}

/**
 * Lifts one hold by the rule of its kind; with the last one the number works again, at once (domain.md §1). Without an id
 * it lifts the only open hold: where there are several each needs its own decision, since paying a bill lifts no fraud
 * stop. Where the rule asks for two persons the first only proposes.
 * @param doer null for the system
 * @throws DomainError NUMBER_NOT_SUSPENDED | NOT_FOUND (no such hold on this number) | WRONG_STATE (already ended) |
 *   VALIDATION_FAILED with `holds` (several are open and none is named), or for a missing reason or reference |
 *   FORBIDDEN (not this role, for this kind) | HOLD_NOT_CLEARED | SECOND_APPROVER_REQUIRED
 */
export async function liftHold(
  deps: Deps,
  doer: HoldDoer,
  number: string,
  holdId: string | undefined,
  words: LiftWords = {},
): Promise<LiftResult> {
  return inTransaction(deps.db, async () => {
    const touched = await touchSuspended(deps, number);
    if (touched === null) throw new DomainError('NUMBER_NOT_SUSPENDED', { members: { number } });
    const before = await openHolds(deps, number);
    const hold = holdId === undefined ? onlyOne(before) : await named(deps, number, before, holdId);
    const rule = HOLD_RULES[hold.kind];
    const first = hold.liftProposal;
    requireRole(first === null ? rule.lift : rule.second, doer);
    if (first === null) requireWords(hold, words);
    if (rule.cleared === 'verified') await requireVerified(deps, number);
    if (rule.second.length > 0 && first === null) return propose(deps, doer, { hold, row: touched, words, before });
    if (first !== null && !(await mayPairForSecondApproval(deps, first.by, doerId(doer))))
      throw new DomainError('SECOND_APPROVER_REQUIRED');

    if (first === null) await holdModel(deps.db).updateOne({ _id: hold._id }, { $set: wordsOf(words) });
    return lift(deps, doer, { hold, row: touched, words, before });
  });
}

/**
 * Lifts what a refused emergency stop placed: two persons have decided, so the rule of its kind asks no third.
 * @throws DomainError WRONG_STATE (lifted otherwise, or the number ended)
 */
export async function liftRefused(deps: Deps, doer: HoldDoer, hold: HoldRow): Promise<void> {
  await inTransaction(deps.db, () => takeHold(deps, doer, hold));
}

/**
 * The same inside the caller's transaction, with an event of its own.
 * @throws DomainError WRONG_STATE (lifted otherwise, or the number ended)
 */
export async function takeHold(
  deps: Deps,
  doer: HoldDoer,
  { _id, number }: Pick<HoldRow, '_id' | 'number'>,
): Promise<LiftResult> {
  const touched = await touchSuspended(deps, number);
  const before = touched === null ? [] : await openHolds(deps, number);
  const own = before.find((one) => one._id.equals(_id));
  if (touched === null || own === undefined) throw new DomainError('WRONG_STATE');
  return lift(deps, doer, { hold: own, row: touched, words: {}, before });
}

async function lift(deps: Deps, doer: HoldDoer, { hold, row: touched, words, before }: Lifting): Promise<LiftResult> {
  const { number } = hold;
  const open = before.filter((other) => !other._id.equals(hold._id));
  await endHold(deps, hold, doerId(doer), 'lifted');
  const [row] = open.length === 0 ? await moveNumbers(deps, [number], 'reinstate', {}, {}) : [touched];
  if (row === undefined) throw new TypeError('a move of one number returned none');
  await recordEvent(deps, {
    type: open.length === 0 ? 'number.reinstated' : 'number.hold_lifted',
    subjects: [{ kind: 'number', id: number }],
    actor: actorOf(doer),
    resellerId: row.resellerId,
    before: { status: 'suspended', holdId: hold._id.toHexString() },
    after: { status: row.status, ...lateness(deps, hold, words) },
    version: row.version,
  });
  return { hold, row, open, awaitsSecond: false };
}

interface Lifting {
  readonly hold: HoldRow;
  readonly row: NumberRow;
  readonly words: LiftWords;
  readonly before: HoldRow[];
}

async function propose(deps: Deps, doer: HoldDoer, { hold, row, words, before }: Lifting): Promise<LiftResult> {
  const proposed = await holdModel(deps.db)
    .findOneAndUpdate(
      { _id: hold._id },
      { $set: { liftProposal: { by: doerId(doer), at: deps.clock.now() }, ...wordsOf(words) } },
      { returnDocument: 'after' },
    )
    .orFail()
    .lean<HoldRow>();
  await recordEvent(deps, {
    type: 'number.hold_lift_proposed',
    subjects: [{ kind: 'number', id: row._id }],
    actor: actorOf(doer),
    resellerId: null,
    before: { status: row.status },
    after: { status: row.status, holdId: hold._id.toHexString() },
    version: row.version,
  });
  return {
    hold: proposed,
    row,
    open: before.map((one) => (one._id.equals(hold._id) ? proposed : one)),
    awaitsSecond: true,
  };
}

function wordsOf({ reason, reference }: LiftWords): Pick<HoldRow, 'liftReason' | 'liftReference'> {
  return { liftReason: reason ?? null, liftReference: reference ?? null };
}

function requireWords({ kind }: HoldRow, words: LiftWords): void {
  const missing = HOLD_RULES[kind].liftNeeds.filter((member) => words[member] === undefined);
  if (missing.length === 0) return;
  throw new DomainError('VALIDATION_FAILED', {
    errors: missing.map((path) => ({ path, code: 'REQUIRED', message: `lifting a hold of kind ${kind} needs it` })),
  });
}

/** @throws DomainError HOLD_NOT_CLEARED with `due` while the holder's verification is overdue */
async function requireVerified(deps: Pick<Deps, 'db' | 'clock' | 'config'>, number: string): Promise<void> {
  const holder = await assignmentModel(deps.db).findOne({ number, live: true }).orFail().lean();
  const { due } = holder.verified;
  if (due < businessToday(deps.clock.now(), deps.config.TZ_BUSINESS))
    throw new DomainError('HOLD_NOT_CLEARED', { members: { due } });
}

/** Arrears are to be restored within 48 hours of the payment (domain.md §1, H): whether it was, for the record. */
function lateness(deps: Pick<Deps, 'clock'>, { kind }: HoldRow, { clearedAt }: LiftWords): { restoredLate?: boolean } {
  const { restoreWithinHours } = HOLD_RULES[kind];
  if (clearedAt === undefined || restoreWithinHours === undefined) return {};
  return { restoredLate: deps.clock.now().getTime() - clearedAt.getTime() > restoreWithinHours * 3600_000 };
}

function onlyOne(open: readonly HoldRow[]): HoldRow {
  const [first, ...others] = open;
  if (first !== undefined && others.length === 0) return first;
  throw new DomainError('VALIDATION_FAILED', {
    errors: [{ path: 'holdId', code: 'HOLD_ID_REQUIRED', message: 'several holds are open; name the one to lift' }],
    members: { holds: open.map((hold) => ({ id: hold._id.toHexString(), kind: hold.kind })) },
  });
}

async function named(
  deps: Pick<Deps, 'db'>,
  number: string,
  open: readonly HoldRow[],
  holdId: string,
): Promise<HoldRow> {
  const hold = open.find((one) => one._id.toHexString() === holdId);
  if (hold !== undefined) return hold;
  const ended = await holdModel(deps.db).exists({ _id: new Types.ObjectId(holdId), number });
  throw new DomainError(ended === null ? 'NOT_FOUND' : 'WRONG_STATE');
}
