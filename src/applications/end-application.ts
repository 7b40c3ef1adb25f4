import type { Deps } from '../deps.js';
import type { ApplicationEvent } from '../domain/application-state.js';
import type { Actor } from '../events/record-event.js';
import { releaseNumbers } from '../registry/numbers-for-kind.js';
import type { ApplicationRow } from './application-model.js';
import { moveApplication, requireState, type ApplicationMove } from './move-application.js';

/**
 * Ends an application without a result (withdrawn, rejected, expired): its numbers are spare again, or, in service,
 * free for another application. Call it inside a
 * transaction.
 * @throws DomainError WRONG_STATE | CONFLICT
 */
export async function endApplication(
  deps: Deps,
  application: ApplicationRow,
  event: Extract<ApplicationEvent, 'withdraw' | 'reject' | 'expire'>,
  actor: Actor,
  more: Pick<ApplicationMove, 'set' | 'push' | 'reason' | 'facts' | 'claimant'> = {},
): Promise<ApplicationRow> {
  const now = deps.clock.now();
  requireState(application, event);
  await releaseNumbers(deps, application);
  return moveApplication(deps, {
    ...more,
    application,
    event,
    actor,
    set: { ...more.set, endedAt: now, claim: null, deadline: null },
  });
}
