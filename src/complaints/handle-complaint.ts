import type { Principal } from '../accounts/principal.js';
import { findUserById } from '../accounts/user-queries.js';
import { may } from '../accounts/permissions.js';
import type { Deps } from '../deps.js';
import type { Finding } from '../domain/complaint.js';
import { DomainError } from '../domain/errors.js';
import { dropIntent, eraseUnlessKept } from '../documents/upload-intent.js';
import type { ComplaintRow } from './complaint-model.js';
import { COMPLAINT_POLICY } from './complaint-policy.js';
import { moveComplaint } from './move-complaint.js';
import { storeScreenshots } from './screenshots.js';
import { sealAnswer } from './told.js';

/**
 * Gives a complaint to somebody, by default to oneself.
 * @throws DomainError VALIDATION_FAILED when the user may not handle complaints | WRONG_STATE | CONFLICT
 */
export async function assignComplaint(
  deps: Deps,
  principal: Principal,
  row: ComplaintRow,
  userId: string = principal.actorId,
): Promise<ComplaintRow> {
  const user = await findUserById(deps, userId);
  if (user?.status !== 'active' || !may(user, 'complaint.handle')) {
    throw new DomainError('VALIDATION_FAILED', {
      errors: [{ path: 'userId', code: 'NOT_ASSIGNABLE', message: 'not a user who may handle complaints' }],
    });
  }
  return moveComplaint(deps, principal, row, 'assign', { set: { assignee: userId } });
}

/** Tells the complainant something; it shows at the receipt. @throws DomainError WRONG_STATE | CONFLICT */
export async function answerComplaint(
  deps: Deps,
  principal: Principal,
  row: ComplaintRow,
  text: string,
): Promise<ComplaintRow> {
  const assignee = row.assignee ?? principal.actorId;
  return moveComplaint(deps, principal, row, 'answer', {
    set: { assignee },
    push: { answers: answerOf(deps, principal, row, text) },
  });
}

/** Ends a complaint with an outcome and a last answer. @throws DomainError WRONG_STATE | CONFLICT */
export async function closeComplaint(
  deps: Deps,
  principal: Principal,
  row: ComplaintRow,
  { outcome, answer }: { readonly outcome: Finding; readonly answer: string },
): Promise<ComplaintRow> {
  return moveComplaint(deps, principal, row, 'close', {
    set: { outcome, closedAt: deps.clock.now(), assignee: row.assignee ?? principal.actorId },
    push: { answers: answerOf(deps, principal, row, answer) },
  });
}

/** @throws DomainError WRONG_STATE, also when what was told is erased: nothing could be looked into | CONFLICT */
export async function reopenComplaint(deps: Deps, principal: Principal, row: ComplaintRow): Promise<ComplaintRow> {
  if (row.told === '') throw new DomainError('WRONG_STATE', { members: { from: row.status, allowed: [] } });
  return moveComplaint(deps, principal, row, 'reopen', {
    set: { outcome: null, closedAt: null, assignee: principal.actorId },
  });
}

/** The complainant adds pictures later. @throws DomainError TOO_MANY_SCREENSHOTS | WRONG_STATE | CONFLICT | STORAGE_FULL */
export async function addScreenshots(
  deps: Deps,
  row: ComplaintRow,
  pictures: readonly Buffer[],
): Promise<ComplaintRow> {
  if (row.screenshots.length + pictures.length > COMPLAINT_POLICY.screenshots) {
    throw new DomainError('TOO_MANY_SCREENSHOTS');
  }
  const { intent, stored } = await storeScreenshots(deps, row._id.toHexString(), pictures);
  try {
    return await moveComplaint(deps, null, row, 'add_screenshot', { push: { screenshots: { $each: stored } } }, () =>
      dropIntent(deps, intent),
    );
  } catch (error) {
    await eraseUnlessKept(deps, intent);
    throw error;
  }
}

function answerOf(
  deps: Deps,
  { actorId }: Principal,
  row: ComplaintRow,
  text: string,
): ComplaintRow['answers'][number] {
  return { at: deps.clock.now(), by: actorId, text: sealAnswer(deps, row._id.toHexString(), text) };
}
