import { businessToday } from '../domain/business-calendar.js';
import { addDays } from '../domain/chinese-date.js';
import type { Deps } from '../deps.js';
import { recordEvent, SYSTEM } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { assignmentModel, type AssignmentRow } from './assignment-model.js';
import { numberModel } from './number-model.js';
import { placeHold } from './place-hold.js';

/** Tells once that a holder's verification comes due; notices to people are made from the event. */
export async function warnOfVerification(deps: Deps, assignment: AssignmentRow): Promise<void> {
  const { number, resellerId, verified } = assignment;
  await inTransaction(deps.db, async () => {
    const warned = await assignmentModel(deps.db).updateOne(
      { _id: assignment._id, live: true, 'verified.due': verified.due, verificationWarned: { $ne: verified.due } },
      { $set: { verificationWarned: verified.due } },
    );
    if (warned.modifiedCount === 0) return;
    const row = await numberModel(deps.db).findOne({ _id: number }).orFail().lean();
    await recordEvent(deps, {
      type: 'number.verification_due',
      subjects: [{ kind: 'number', id: number }],
      actor: SYSTEM,
      resellerId,
      after: { due: verified.due, suspendedFrom: addDays(verified.due, deps.policy.verificationGraceDays + 1) },
      version: row.version,
    });
  });
}

/**
 * Stops a number whose holder was not verified again in time.
 * @throws DomainError HOLD_ALREADY_OPEN | NUMBER_NOT_WORKING
 */
export async function suspendUnverified(deps: Deps, { number, verified }: AssignmentRow): Promise<void> {
  await placeHold(deps, null, number, {
    kind: 'verification_overdue',
    reason: `登记信息核验已逾期（到期日 ${verified.due}）。The registration was due to be verified again on ${verified.due}.`,
    remedy:
      '请通过代理商或运营商提交最新证照，核验通过后立即复机。Hand in current documents; service resumes at once when they are verified.',
    documentsRequired: [],
    expectedRecovery: null,
  });
}

/** Due dates before this day have run out, the days of grace included. */
export function overdueBefore(deps: Pick<Deps, 'clock' | 'config' | 'policy'>): string {
  return addDays(businessToday(deps.clock.now(), deps.config.TZ_BUSINESS), -deps.policy.verificationGraceDays);
}

/** Due dates up to this day are near. */
export function dueNear(deps: Pick<Deps, 'clock' | 'config' | 'policy'>): string {
  return addDays(businessToday(deps.clock.now(), deps.config.TZ_BUSINESS), deps.policy.verificationWarningDays);
}
