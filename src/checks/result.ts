import type { CheckStatus, Evidence } from '../domain/checks.js';
import type { ReasonCode } from '../domain/reason-codes.js';
import type { Dossier } from './dossier.js';

/** One sentence in each language. Never holds a name, an ID number or a telephone number: those stand in the evidence. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** What one check found; the table runner adds code and audience. */
export interface CheckResult {
  readonly status: CheckStatus;
  readonly reasons: readonly ReasonCode[];
  readonly evidence: readonly Evidence[];
  readonly message: Text;
}

/** A pure function of the dossier. Most give one result; the `id.*` ones give one for each person. */
export type CheckFunction = (dossier: Dossier) => readonly CheckResult[];

/** A result with a reason; `reasons` may be empty where the catalogue has none that fits. */
type Finding = (message: Text, reasons: readonly ReasonCode[], evidence?: readonly Evidence[]) => CheckResult;

function finding(status: CheckStatus): Finding {
  return (message, reasons, evidence = []) => ({ status, reasons, evidence, message });
}

/** The applicant has to act (at most a warning for codes in `WARN_AT_MOST`: the table runner sees to it). */
export const fail = finding('fail');
/** A reviewer has to look; nothing is blocked. */
export const warn = finding('warn');
/** It could not be read well enough to say: a person looks. */
export const unreadable = finding('unreadable');

export function pass(message: Text, evidence: readonly Evidence[] = []): CheckResult {
  return { status: 'pass', reasons: [], evidence, message };
}

export function notApplicable(message: Text, evidence: readonly Evidence[] = []): CheckResult {
  return { status: 'not_applicable', reasons: [], evidence, message };
}

/** A document the check depends on is still being read. */
export function pending(evidence: readonly Evidence[] = []): CheckResult {
  const message = { zh: '材料还在识别，稍后给出结果。', en: 'A document is still being read; the result will follow.' };
  return { status: 'pending', reasons: [], evidence, message };
}

/** Evidence with only the members that are known. */
export function evidence(known: Partial<Evidence>): Evidence {
  return { documentId: null, page: null, field: null, box: null, read: null, expected: null, ...known };
}
