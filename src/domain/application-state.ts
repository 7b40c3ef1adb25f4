export const APPLICATION_STATUSES = [
  'draft',
  'processing',
  'in_review',
  'awaiting_second_approval',
  'action_required',
  'approved',
  'activated',
  'rejected',
  'withdrawn',
  'expired',
] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

export const APPLICATION_EVENTS = [
  'edit',
  'submit_compliant',
  'submit_pending',
  'settle_clean',
  'settle_failed',
  'approve',
  'approve_first',
  'approve_second',
  'correct',
  'consent',
  'request_information',
  'reject',
  'rescind',
  'accept',
  'accept_transfer',
  'withdraw',
  'expire',
] as const;
export type ApplicationEvent = (typeof APPLICATION_EVENTS)[number];

/** The transition table (contract: *States / Application*): event → from → to. Every other pair is 409 `WRONG_STATE`. */
export const APPLICATION_TRANSITIONS: Record<
  ApplicationEvent,
  Partial<Record<ApplicationStatus, ApplicationStatus>>
> = {
  edit: { draft: 'draft', action_required: 'action_required' },
  submit_compliant: { draft: 'in_review', action_required: 'in_review' },
  submit_pending: { draft: 'processing', action_required: 'processing' },
  settle_clean: { processing: 'in_review' },
  settle_failed: { processing: 'action_required' },
  approve: { in_review: 'approved' },
  // Again a first one where it overrides what the first approval did not.
  approve_first: { in_review: 'awaiting_second_approval', awaiting_second_approval: 'awaiting_second_approval' },
  approve_second: { awaiting_second_approval: 'approved' },
  correct: { in_review: 'in_review', awaiting_second_approval: 'in_review' },
  // Somebody whose agreement the application needs answers, or the time to object runs out.
  consent: {
    processing: 'processing',
    in_review: 'in_review',
    awaiting_second_approval: 'awaiting_second_approval',
    action_required: 'action_required',
  },
  request_information: { in_review: 'action_required', awaiting_second_approval: 'action_required' },
  reject: { in_review: 'rejected', awaiting_second_approval: 'rejected' },
  rescind: { approved: 'in_review' },
  accept: { approved: 'activated' },
  // A transfer is accepted first and carried out by the carrier after (contract: States / Number), which is its `accept`.
  accept_transfer: { approved: 'approved' },
  withdraw: {
    draft: 'withdrawn',
    processing: 'withdrawn',
    in_review: 'withdrawn',
    awaiting_second_approval: 'withdrawn',
    action_required: 'withdrawn',
    approved: 'withdrawn',
  },
  // Draft: its last reservation ended, or its time passed; the others: their deadline passed.
  expire: { draft: 'expired', action_required: 'expired', approved: 'expired' },
};

/** Statuses in which an application still holds its numbers. */
export const OPEN_STATUSES: readonly ApplicationStatus[] = APPLICATION_STATUSES.filter(
  (status) => APPLICATION_TRANSITIONS.withdraw[status] !== undefined,
);

/** Where `event` leads from `from`, or null when it is not allowed. */
export function nextApplicationStatus(from: ApplicationStatus, event: ApplicationEvent): ApplicationStatus | null {
  return APPLICATION_TRANSITIONS[event][from] ?? null;
}

/** Statuses from which `event` is allowed: what a 409 `WRONG_STATE` names. */
export function statusesAllowing(event: ApplicationEvent): ApplicationStatus[] {
  return APPLICATION_STATUSES.filter((status) => APPLICATION_TRANSITIONS[event][status] !== undefined);
}
