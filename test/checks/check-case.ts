import type { CheckCode, CheckStatus } from '../../src/domain/checks.js';
import type { ReasonCode } from '../../src/domain/reason-codes.js';
import type { Change } from './dossier-fixture.js';

/** A change of the clean dossier and what one check then says. */
export interface CheckCase {
  readonly code: CheckCode;
  readonly status: CheckStatus;
  readonly given: string;
  readonly changes: readonly Change[];
  readonly reasons?: readonly ReasonCode[];
  /** `evidence[].field`, in order. */
  readonly fields?: readonly string[];
  /** The document in the evidence, where a code appears for each person. */
  readonly whose?: string;
}

type More = Pick<CheckCase, 'reasons' | 'fields' | 'whose'>;

/** Cases of one code read as a list: status, what is given, changes. */
export function casesOf(
  code: CheckCode,
  ...rows: readonly (readonly [CheckStatus, string, readonly Change[], More?])[]
): CheckCase[] {
  return rows.map(([status, given, changes, more = {}]) => ({ code, status, given, changes, ...more }));
}
