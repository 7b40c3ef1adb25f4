import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import type { Check } from '../domain/checks.js';
import { targetOf } from '../domain/reason-targets.js';
import type { ReasonCode } from '../domain/reason-codes.js';
import { SYSTEM } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import type { InformationRequest } from './application-model.js';
import { loadApplication } from './application-queries.js';
import { evaluateApplication, uncontestedFailures } from './evaluate-application.js';
import { moveApplication } from './move-application.js';

/**
 * What follows when documents have settled: the evaluation is refreshed, and a submitted application goes on to a
 * reviewer or back to the applicant. Running it twice, or for a revision that is history, changes nothing.
 */
export async function settleApplication(deps: Deps, applicationId: string, revision: number): Promise<void> {
  const application = await loadApplication(deps, applicationId);
  if (application === null || application.endedAt !== null || application.revision !== revision) return;
  const evaluation = await evaluateApplication(deps, application);
  if (application.status !== 'processing' || evaluation.outcome === 'pending') return;
  const failures = uncontestedFailures(evaluation.checks, application.contests);
  await inTransaction(deps.db, () =>
    moveApplication(
      deps,
      failures.length === 0
        ? { application, event: 'settle_clean', actor: SYSTEM }
        : {
            application,
            event: 'settle_failed',
            actor: SYSTEM,
            set: { requests: requestsFor(failures), deadline: actionDeadline(deps), deadlineWarned: false },
          },
    ),
  );
}

/** One request a reason, naming what may be changed to answer it. */
export function requestsFor(failures: readonly Pick<Check, 'reasons'>[]): InformationRequest[] {
  const reasons = [...new Set(failures.flatMap((failure) => failure.reasons))];
  return (reasons.length === 0 ? (['OTHER'] as const) : reasons).map((reason) => requestFor(reason, null));
}

export function requestFor(reason: ReasonCode, note: string | null): InformationRequest {
  const target = targetOf(reason);
  return { reason, documentKinds: [...target.documentKinds], members: [...target.members], note };
}

/** When an application that waits for its applicant ends. */
export function actionDeadline(deps: Pick<Deps, 'clock' | 'policy'>): Date {
  return DateTime.fromJSDate(deps.clock.now()).plus({ days: deps.policy.actionRequiredDays }).toJSDate();
}
