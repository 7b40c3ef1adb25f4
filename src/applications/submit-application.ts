import type { Principal } from '../accounts/principal.js';
import { calendarOverrides } from '../operations/calendar-queries.js';
import type { Deps } from '../deps.js';
import { KIND_RULES } from '../domain/application-kinds.js';
import { addWorkingMinutes, businessToday } from '../domain/business-calendar.js';
import { FRAUD_CHECKS, type Check } from '../domain/checks.js';
import { DomainError } from '../domain/errors.js';
import { actorOf } from '../events/record-event.js';
import type { Language } from '../http/problem.js';
import { inTransaction } from '../platform/mongo.js';
import { numbersByDigits } from '../registry/number-queries.js';
import { submitNumbers } from '../registry/numbers-for-kind.js';
import { requireActiveReseller } from '../resellers/reseller-queries.js';
import type { ApplicationRow } from './application-model.js';
import { askedConsents } from './ask-consents.js';
import { evaluateApplication, uncontestedFailures } from './evaluate-application.js';
import { answeringReseller } from './filer.js';
import { moveApplication, requireState } from './move-application.js';
import { viewChecks } from './check-view.js';
import { sealText } from './sealed-text.js';

/**
 * Submits the dossier: to a reviewer, or to `processing` while documents are still being read.
 * @throws DomainError WRONG_STATE | CHECKS_FAILED with the failing checks | NUMBER_NOT_RESERVED | HOLDER_DIFFERS | CONTACT_UNCONFIRMED |
 *   RESELLER_NOT_ACTIVE | CONFLICT
 */
export async function submitApplication(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  request: { readonly contest: ApplicationRow['contests']; readonly language: Language },
): Promise<ApplicationRow> {
  requireState(application, 'submit_compliant');
  const applicationId = application._id.toHexString();
  const now = deps.clock.now();
  const reseller = answeringReseller(application);
  if (reseller !== null) await requireActiveReseller(deps, reseller, businessToday(now, deps.config.TZ_BUSINESS));
  await requireSameHolder(deps, application);
  const evaluation = await evaluateApplication(deps, application);
  if (application.kind === 'claim' && evaluation.checks.some(isUnconfirmedContact))
    throw new DomainError('CONTACT_UNCONFIRMED');
  const contests = request.contest
    .filter((contest) => !FRAUD_CHECKS.has(contest.checkCode))
    .map((contest) => ({ ...contest, reason: sealText(deps, applicationId, contest.reason) }));
  const pending = evaluation.outcome === 'pending';
  const failures = uncontestedFailures(evaluation.checks, contests);
  if (failures.length > 0 && !pending) throw checksFailed(failures, request.language);
  const overrides = await calendarOverrides(deps);
  const { reviewWorkingMinutes, workingHours } = deps.policy;
  return inTransaction(deps.db, async () => {
    await submitNumbers(deps, application);
    return moveApplication(deps, {
      application,
      event: pending ? 'submit_pending' : 'submit_compliant',
      actor: actorOf(principal),
      set: {
        contests,
        consents: askedConsents(deps, application.consents, { now, overrides }),
        requests: [],
        deadline: null,
        submittedAt: now,
        resubmitted: application.status === 'action_required',
        dueAt: addWorkingMinutes(now, reviewWorkingMinutes, deps.config.TZ_BUSINESS, overrides, workingHours),
        claim: null,
        firstApproval: null,
        undo: null,
        parkedUntil: null,
        pausedMinutesLeft: null,
        ...(application.status === 'action_required'
          ? { evaluation: { ...evaluation.summary, lane: 'resubmitted' as const } }
          : {}),
      },
      facts: { contested: contests.map((contest) => contest.checkCode) },
    });
  });
}

/** An owner's account rests on its contact, so there it is no mere warning. */
function isUnconfirmedContact({ code, status }: Check): boolean {
  return code === 'contact.confirmed' && status !== 'pass';
}

/** Only a transfer gives a number another holder; every other kind about a number in service speaks for the one it has. */
async function requireSameHolder(deps: Deps, { kind, numbers, uscc }: ApplicationRow): Promise<void> {
  if (KIND_RULES[kind].gains) return;
  const rows = await numbersByDigits(deps, numbers);
  if (rows.some((row) => row.uscc !== uscc)) throw new DomainError('HOLDER_DIFFERS');
}

function checksFailed(failures: readonly Check[], language: Language): DomainError {
  return new DomainError('CHECKS_FAILED', {
    members: { checks: viewChecks(failures, { language, forReseller: true }) },
  });
}
