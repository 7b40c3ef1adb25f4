import { mayPairForSecondApproval } from '../accounts/pairing.js';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { statusesAllowing } from '../domain/number-status.js';
import { closeTaskAbout } from '../operations/close-task.js';
import { putTask } from '../operations/open-task.js';
import { inTransaction } from '../platform/mongo.js';
import { disownNumber } from '../registry/disown-number.js';
import { writeDispute } from '../registry/flag-number.js';
import { openHolds } from '../registry/hold-queries.js';
import { takeHold } from '../registry/lift-hold.js';
import type { NumberDispute, NumberRow } from '../registry/number-model.js';
import { numbersByDigits } from '../registry/number-queries.js';
import { putHold, type NewHold } from '../registry/place-hold.js';
import { recordDispute } from './record-dispute.js';

/** What holder, reseller and public read while the second person is awaited. */
const STOP: NewHold = {
  kind: 'dispute',
  reason:
    '登记单位提出该号码并非由其使用，初步核查属实，正在复核。The entity it is registered to says that it does not use this number; a first look agrees, a second is under way.',
  remedy: '实际使用单位请联系号码所属运营商。Whoever uses the number should turn to its carrier.',
  documentsRequired: [],
  expectedRecovery: null,
};

/**
 * A reviewer finds that a disputed number is not its registered holder's: nobody known answers for it, so it is stopped at
 * once, and another person confirms or refuses.
 * @param reason what showed it; stays inside
 * @throws DomainError WRONG_STATE (not disputed) | DISPUTE_AWAITS_SECOND (proposed already)
 */
export async function proposeUphold(
  deps: Deps,
  principal: Principal,
  number: string,
  reason: string,
): Promise<NumberRow> {
  return inTransaction(deps.db, async () => {
    const before = await disputed(deps, number);
    if (before.dispute.proposal !== null) throw new DomainError('DISPUTE_AWAITS_SECOND', { members: { number } });
    const inService = statusesAllowing('suspend').includes(before.status);
    const holdId = inService ? (await putHold(deps, principal, number, STOP)).hold._id.toHexString() : null;
    const proposal = { by: principal.actorId, at: deps.clock.now(), reason, holdId };
    const row = await writeDispute(deps, number, { ...before.dispute, proposal });
    await recordDispute(deps, principal, row, 'number.dispute_uphold_proposed', { holdId });
    return row;
  });
}

/**
 * Another person decides. Confirmed: see disown-number.ts; owner and reseller are told, and somebody looks at who had it
 * registered. Refused: the stop is lifted, the dispute stays open.
 * @throws DomainError WRONG_STATE (nothing is proposed) | SECOND_APPROVER_REQUIRED
 */
export async function decideUphold(
  deps: Deps,
  principal: Principal,
  number: string,
  decision: { readonly outcome: 'confirm' | 'refuse'; readonly reason: string | null },
): Promise<NumberRow> {
  return inTransaction(deps.db, async () => {
    const before = await disputed(deps, number);
    const { proposal } = before.dispute;
    if (proposal === null) throw new DomainError('WRONG_STATE', { members: { number } });
    if (!(await mayPairForSecondApproval(deps, proposal.by, principal.actorId)))
      throw new DomainError('SECOND_APPROVER_REQUIRED');
    return decision.outcome === 'confirm'
      ? confirm(deps, principal, before)
      : refuse(deps, principal, before, { holdId: proposal.holdId, reason: decision.reason });
  });
}

type Disputed = NumberRow & { readonly dispute: NumberDispute };

async function confirm(deps: Deps, principal: Principal, before: Disputed): Promise<NumberRow> {
  const { _id: number, uscc, resellerId } = before;
  const subject = { kind: 'number', id: number };
  const { row, assignment, applications } = await disownNumber(deps, principal, before);
  await recordDispute(deps, principal, { ...row, resellerId }, 'number.dispute_upheld', { uscc });
  await closeTaskAbout(deps, principal, 'number_disputed', subject);
  const filed = assignment?.applicationId ?? applications.at(0)?._id.toHexString() ?? null;
  await putTask(deps, { kind: 'registration_disowned', subject, facts: { uscc, resellerId, applicationId: filed } });
  return row;
}

async function refuse(
  deps: Deps,
  principal: Principal,
  before: Disputed,
  { holdId, reason }: { readonly holdId: string | null; readonly reason: string | null },
): Promise<NumberRow> {
  const { _id: number, dispute } = before;
  // Somebody may have lifted it by the rule of its kind meanwhile.
  const hold = (await openHolds(deps, number)).find((one) => one._id.toHexString() === holdId);
  if (hold !== undefined) await takeHold(deps, principal, hold);
  const row = await writeDispute(deps, number, { ...dispute, proposal: null });
  await recordDispute(deps, principal, row, 'number.dispute_uphold_refused', { holdId }, reason);
  return row;
}

/** @throws DomainError WRONG_STATE */
async function disputed(deps: Deps, number: string): Promise<Disputed> {
  const [row] = await numbersByDigits(deps, [number]);
  const dispute = row?.dispute ?? null;
  if (row === undefined || dispute === null) throw new DomainError('WRONG_STATE', { members: { number } });
  return { ...row, dispute };
}
