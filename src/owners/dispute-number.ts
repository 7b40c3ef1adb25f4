import type { Principal } from '../accounts/principal.js';
import { disputeApplications } from '../applications/dispute-applications.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { closeTaskAbout } from '../operations/close-task.js';
import { openTask } from '../operations/open-task.js';
import { inTransaction } from '../platform/mongo.js';
import { flagNumber, unflagNumber } from '../registry/flag-number.js';
import type { NumberRow } from '../registry/number-model.js';
import { numbersByDigits } from '../registry/number-queries.js';
import { recordDispute } from './record-dispute.js';

/**
 * The owner says that a number under its code is not its own: nothing is decided, accepted or transferred until a reviewer
 * has looked. The reason stays with the task; the event, which resellers may read, has none.
 * @throws DomainError DISPUTED (already) | WRONG_STATE (registered to nobody, or to another by now)
 */
export async function disputeNumber(
  deps: Deps,
  principal: Principal,
  number: NumberRow,
  reason: string,
): Promise<NumberRow> {
  if (number.uscc === null) throw new DomainError('WRONG_STATE');
  const row = await inTransaction(deps.db, async () => {
    const dispute = { by: principal.actorId, at: deps.clock.now(), reason, proposal: null };
    const { _id, uscc } = number;
    const flagged = await flagNumber(deps, _id, 'disputed', { dispute }, { uscc });
    const [present] = flagged === null ? await numbersByDigits(deps, [_id]) : [];
    if (flagged === null) throw new DomainError(present?.uscc === uscc ? 'DISPUTED' : 'WRONG_STATE');
    await disputeApplications(deps, number._id, true);
    await recordDispute(deps, principal, flagged, 'number.disputed', factsOf(flagged));
    return flagged;
  });
  // After the commit: a task is an event of its own. Lost here, the number still stands in the list of disputes.
  await openTask(deps, {
    kind: 'number_disputed',
    subject: { kind: 'number', id: number._id },
    facts: { uscc: number.uscc, reason },
  });
  return row;
}

/**
 * A reviewer found that the number is the entity's after all, or the matter is settled; to uphold it: uphold-dispute.ts.
 * @throws DomainError WRONG_STATE (not disputed) | DISPUTE_AWAITS_SECOND (somebody proposes to uphold it)
 */
export async function settleDispute(
  deps: Deps,
  principal: Principal,
  number: string,
  reason: string,
): Promise<NumberRow> {
  return inTransaction(deps.db, async () => {
    const [before] = await numbersByDigits(deps, [number]);
    if ((before?.dispute?.proposal ?? null) !== null)
      throw new DomainError('DISPUTE_AWAITS_SECOND', { members: { number } });
    const row = await unflagNumber(deps, number, 'disputed', { dispute: null });
    if (row === null) throw new DomainError('WRONG_STATE', { members: { number } });
    await disputeApplications(deps, number, false);
    await recordDispute(deps, principal, row, 'number.dispute_settled', factsOf(row), reason);
    await closeTaskAbout(deps, principal, 'number_disputed', { kind: 'number', id: number });
    return row;
  });
}

const factsOf = ({ flags, uscc }: NumberRow) => ({ flags, uscc });
