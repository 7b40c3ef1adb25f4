import type { z } from 'zod';
import { maskIdNumber } from '../domain/citizen-id.js';
import { HUMAN_CHECK_CODES, type Check } from '../domain/checks.js';
import type { Language } from '../http/problem.js';
import type { checkView } from './application-schemas.js';

export interface CheckViewer {
  readonly language: Language;
  /** Resellers never see fraud checks (contract: *Conventions*). */
  readonly forReseller: boolean;
  /** Full ID numbers, for the claimant only; the caller logs that. */
  readonly full?: boolean;
}

const HUMAN: ReadonlySet<string> = new Set(HUMAN_CHECK_CODES);

/** Checks as this viewer may see them: in its language, ID numbers masked, reviewers' notes kept inside. */
export function viewChecks(checks: readonly Check[], viewer: CheckViewer): z.input<typeof checkView>[] {
  const shown = viewer.forReseller ? checks.filter((check) => check.audience !== 'fraud') : checks;
  const mask = (value: string | null) => (value === null || viewer.full === true ? value : maskIdNumbers(value));
  return shown.map((check) => ({
    code: check.code,
    status: check.status,
    audience: check.audience,
    reasons: [...check.reasons],
    evidence:
      HUMAN.has(check.code) && viewer.forReseller
        ? []
        : check.evidence.map((item) => ({
            ...item,
            box: item.box === null ? null : [...item.box],
            read: mask(item.read),
            expected: mask(item.expected),
          })),
    message: check.message[viewer.language],
  }));
}

/** Masks whatever looks like an ID number inside a text, also inside lists. A USCC (public) keeps its letters and is left alone. */
export function maskIdNumbers(text: string): string {
  return text.replace(/(?<![0-9A-Z])\d{17}[\dXx](?![0-9A-Z])/g, (idNumber) => maskIdNumber(idNumber));
}
