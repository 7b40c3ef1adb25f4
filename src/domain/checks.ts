import type { Box } from './ocr-fields.js';
import type { ReasonCode } from './reason-codes.js';

/** Every cross-check, in the order people read them (contract: *Check codes*). */
export const CHECK_CODES = [
  'dossier.complete',
  'document.readable',
  'document.kind',
  'document.unaltered',
  'document.not_reused',
  'licence.uscc_checksum',
  'licence.uscc_matches',
  'licence.name_matches',
  'licence.legal_representative_matches',
  'licence.in_force',
  'licence.seal',
  'licence.qr_matches',
  'id.number_checksum',
  'id.number_matches',
  'id.name_matches',
  'id.birth_matches',
  'id.sex_matches',
  'id.in_force',
  'id.validity_length',
  'id.adult',
  'id.sides_present',
  'letter.entity_matches',
  'letter.agent_matches',
  'letter.number_matches',
  'letter.in_force',
  'letter.seal',
  'entity.organisation',
  'entity.number_cap',
  'entity.blocklist',
  'entity.business_status',
  'person.entity_count',
  'contact.confirmed',
  'contact.not_reseller',
  'landing.format',
  'landing.registered',
  'landing.shared',
  'purpose.industry',
  'reseller.authorised',
] as const;
/** Checks that exist only once a reviewer has recorded them. */
export const HUMAN_CHECK_CODES = ['source.manual', 'contact.callback'] as const;
export type HumanCheckCode = (typeof HUMAN_CHECK_CODES)[number];
export type CheckCode = (typeof CHECK_CODES)[number] | HumanCheckCode;

export type CheckStatus = 'pass' | 'fail' | 'warn' | 'unreadable' | 'not_applicable' | 'pending';
/** `fraud` checks are for reviewers only: telling the applicant would tell the fraudster. */
export type CheckAudience = 'user_action' | 'fraud';

export interface Evidence {
  readonly documentId: string | null;
  readonly page: number | null;
  readonly field: string | null;
  readonly box: Box | null;
  readonly read: string | null;
  readonly expected: string | null;
}

export interface Check {
  readonly code: CheckCode;
  readonly status: CheckStatus;
  readonly audience: CheckAudience;
  readonly reasons: readonly ReasonCode[];
  readonly evidence: readonly Evidence[];
  /** One sentence in each language: what was found and, where the applicant can act, what to do. */
  readonly message: { readonly zh: string; readonly en: string };
}

export type EvaluationOutcome = 'compliant' | 'noncompliant' | 'pending';

/** Checks shown to reviewers only (contract: *What is compared*). */
export const FRAUD_CHECKS: ReadonlySet<CheckCode> = new Set<CheckCode>([
  'document.unaltered',
  'document.not_reused',
  'entity.blocklist',
  'person.entity_count',
  'landing.shared',
]);

/** Rules that are not certain enough to refuse by: a miss is at most a warning (contract: *At most `warn`*). */
export const WARN_AT_MOST: ReadonlySet<CheckCode> = new Set<CheckCode>([
  'licence.uscc_checksum',
  'id.validity_length',
  'entity.business_status',
  'document.kind',
  'document.unaltered',
  'document.not_reused',
  'entity.blocklist',
  'person.entity_count',
  'contact.confirmed',
  'landing.shared',
]);

/** `pending` while any document is being read; `noncompliant` when a `user_action` check fails; doubts go to a person. */
export function outcomeOf(checks: readonly Pick<Check, 'status' | 'audience'>[]): EvaluationOutcome {
  if (checks.some((check) => check.status === 'pending')) return 'pending';
  return checks.some((check) => check.status === 'fail' && check.audience === 'user_action')
    ? 'noncompliant'
    : 'compliant';
}
