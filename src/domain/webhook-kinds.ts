/** What a reseller's program can be told of. `webhook.test` is what the test button sends; nobody subscribes to it. */
export const WEBHOOK_KINDS = [
  'application.status_changed',
  'application.checked',
  'application.deadline_near',
  'consent.asked',
  'document.settled',
  'reservation.expired',
  'number.activated',
  'number.suspended',
  'number.reinstated',
  'number.disconnection_announced',
  'number.disconnection_cancelled',
  'number.disconnected',
  'number.returned',
  'number.registration_changed',
  'number.reseller_changed',
  'number.verification_due',
  'number.disputed',
  'number.dispute_settled',
] as const;
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];
export const WEBHOOK_TEST = 'webhook.test';
