import type { Deps } from '../deps.js';
import type { CheckStatus, HumanCheckCode } from '../domain/checks.js';
import type { ApplicationRow } from './application-model.js';
import { bytes } from './open-declared.js';

/** A reviewer's correction of one field; the machine's reading is kept beside it. */
export interface FieldCorrection {
  readonly documentId: string;
  readonly field: string;
  readonly value: string;
  readonly original: string | null;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export interface HumanCheckRecord {
  readonly code: HumanCheckCode;
  readonly status: Extract<CheckStatus, 'pass' | 'fail' | 'warn'>;
  readonly note: string | null;
  readonly by: string;
  readonly at: string;
}

/** What reviewers added by hand. Sealed, because it quotes papers and telephone calls. */
export interface ReviewRecord {
  readonly corrections: readonly FieldCorrection[];
  readonly humanChecks: readonly HumanCheckRecord[];
}

export function openReview(
  deps: Pick<Deps, 'cipher'>,
  row: Pick<ApplicationRow, '_id' | 'sealedReview'>,
): ReviewRecord {
  if (row.sealedReview === null) return { corrections: [], humanChecks: [] };
  return deps.cipher.openJson(`review:${row._id.toHexString()}`, bytes(row.sealedReview)) as ReviewRecord;
}

export function sealReview(deps: Pick<Deps, 'cipher'>, row: Pick<ApplicationRow, '_id'>, record: ReviewRecord): Buffer {
  return deps.cipher.sealJson(`review:${row._id.toHexString()}`, record);
}
