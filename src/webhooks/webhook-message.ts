import type { WebhookKind } from '../domain/webhook-kinds.js';
import type { EventRow } from '../events/event-model.js';

/** What is told: ids, codes and statuses. Who reads more asks the API, with its own rights. */
export interface WebhookFacts {
  readonly applicationId?: string;
  readonly documentId?: string;
  readonly numbers?: readonly string[];
  readonly status?: string;
  readonly outcome?: string;
  readonly due?: string;
}

export interface WebhookMessage {
  readonly kind: WebhookKind;
  readonly facts: WebhookFacts;
  /** What one thing's messages are kept in order by. */
  readonly lane: string;
}

/** Events of these types say one thing each; what is not listed here or below is told to nobody. */
const KIND_OF: Readonly<Record<string, WebhookKind>> = {
  'application.evaluated': 'application.checked',
  'application.deadline_near': 'application.deadline_near',
  'document.settled': 'document.settled',
  'number.reservation_expired': 'reservation.expired',
  'number.activated': 'number.activated',
  'number.suspended': 'number.suspended',
  'number.reinstated': 'number.reinstated',
  'number.disconnection_announced': 'number.disconnection_announced',
  'number.disconnection_cancelled': 'number.disconnection_cancelled',
  'number.disconnected': 'number.disconnected',
  'number.returned': 'number.returned',
  'number.changed': 'number.registration_changed',
  'number.renewed': 'number.registration_changed',
  'number.transferred': 'number.registration_changed',
  'number.reseller_changed': 'number.reseller_changed',
  'number.verification_due': 'number.verification_due',
  'number.disputed': 'number.disputed',
  'number.dispute_settled': 'number.dispute_settled',
  'number.dispute_upheld': 'number.dispute_settled',
};

/** Taken back within ten seconds nobody was told, so there is nothing to take back either. */
const UNTOLD = new Set(['application.decision_undone']);

/** @returns null for what a reseller does not see, or is not told of */
export function webhookMessage(event: EventRow): WebhookMessage | null {
  const kind = KIND_OF[event.type] ?? statusKind(event);
  if (kind === null) return null;
  const idOf = (subject: string) => event.subjects.find((one) => one.kind === subject)?.id;
  const applicationId = idOf('application');
  const numbers = event.subjects.filter((one) => one.kind === 'number').map(({ id }) => id);
  const facts: WebhookFacts = {
    ...optional('applicationId', applicationId),
    ...(kind === 'document.settled' ? optional('documentId', idOf('document')) : {}),
    ...(numbers.length === 0 ? {} : { numbers }),
    ...(kind.startsWith('application.') || kind === 'document.settled'
      ? optional('status', shown(event.after?.['status']))
      : {}),
    ...(kind === 'application.checked' ? optional('outcome', event.after?.['outcome']) : {}),
    ...(kind === 'number.verification_due' ? optional('due', event.after?.['due']) : {}),
    ...(kind === 'number.disconnection_announced' ? optional('due', event.after?.['effectiveOn']) : {}),
  };
  return { kind, facts, lane: laneOf(applicationId, numbers) };
}

/** The same about a number's messages: those of one application, else those of one number, stay in order. */
export function laneOf(applicationId: string | undefined, numbers: readonly string[]): string {
  return applicationId === undefined ? `number:${numbers[0] ?? ''}` : `application:${applicationId}`;
}

/** A second approval does not show to applicants (contract: *Conventions*): what looks the same to them is no change. */
function statusKind({ type, before, after }: EventRow): WebhookKind | null {
  if (!type.startsWith('application.') || UNTOLD.has(type)) return null;
  const status = shown(after?.['status']);
  return status === undefined || status === shown(before?.['status']) ? null : 'application.status_changed';
}

function shown(status: unknown): string | undefined {
  if (typeof status !== 'string') return undefined;
  return status === 'awaiting_second_approval' ? 'in_review' : status;
}

function optional(name: keyof WebhookFacts, value: unknown): WebhookFacts {
  return typeof value === 'string' ? { [name]: value } : {};
}
