import {
  CHECK_CODES,
  FRAUD_CHECKS,
  outcomeOf,
  WARN_AT_MOST,
  type Check,
  type EvaluationOutcome,
} from '../domain/checks.js';
import type { Dossier } from './dossier.js';
import type { CheckResult } from './result.js';
import { CHECK_TABLE, type ProgramCheckCode } from './table.js';

export interface Evaluation {
  readonly outcome: EvaluationOutcome;
  /** In the order of `CHECK_CODES`; the `id.*` codes once for each person. */
  readonly checks: readonly Check[];
  readonly rulesVersion: string;
}

/**
 * Cross-checks a dossier: pure, no clock, no sources but the facts passed in, so that the same inputs give the same
 * answer for ever (platform.md: *One evaluation*). Human checks are not part of it.
 */
export function evaluate(dossier: Dossier): Evaluation {
  const checks = CHECK_CODES.flatMap((code) => CHECK_TABLE[code](dossier).map((result) => asCheck(code, result)));
  return { outcome: outcomeOf(checks), checks, rulesVersion: dossier.policy.rulesVersion };
}

/** Adds code and audience. A rule that is not certain enough to refuse by warns, whatever its function says. */
export function asCheck(code: ProgramCheckCode, { status, reasons, evidence, message }: CheckResult): Check {
  return {
    code,
    status: status === 'fail' && WARN_AT_MOST.has(code) ? 'warn' : status,
    audience: FRAUD_CHECKS.has(code) ? 'fraud' : 'user_action',
    reasons,
    evidence,
    message,
  };
}
