import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import type { ApplicationRow } from './application-model.js';

type Given =
  | '_id'
  | 'kind'
  | 'resellerId'
  | 'createdBy'
  | 'createdAt'
  | 'sealed'
  | 'blind'
  | 'numbers'
  | 'carrier'
  | 'province'
  | 'city'
  | 'entityName'
  | 'uscc'
  | 'entityType';

/** A draft on which nobody has worked yet. */
export function newApplication(given: Pick<ApplicationRow, Given> & Partial<ApplicationRow>): ApplicationRow {
  return {
    status: 'draft',
    revision: 1,
    version: 1,
    submittedAt: null,
    toResellerId: null,
    sealedBefore: null,
    changes: [],
    consents: [],
    evaluation: null,
    contests: [],
    requests: [],
    resubmitted: false,
    claim: null,
    parkedUntil: null,
    parkedNote: null,
    dueAt: null,
    pausedMinutesLeft: null,
    firstApproval: null,
    decisions: [],
    undo: null,
    humanChecks: [],
    sealedReview: null,
    deadline: null,
    deadlineWarned: false,
    acceptedAt: null,
    effectiveAt: null,
    endedAt: null,
    disputed: false,
    ...given,
  };
}

/** When a draft that no reservation ends is over. */
export function draftDeadline(deps: Pick<Deps, 'clock' | 'policy'>): Date {
  return DateTime.fromJSDate(deps.clock.now()).plus({ days: deps.policy.actionRequiredDays }).toJSDate();
}
