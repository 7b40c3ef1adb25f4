import type { z } from 'zod';
import type { Deps } from '../deps.js';
import type { ApplicationRow } from './application-model.js';
import { maskIdNumbers } from './check-view.js';
import type { reviewView } from './application-schemas.js';
import { openReview } from './review-record.js';
import { openText } from './sealed-text.js';

/**
 * The work of reviewers on an application, for reviewers and auditors.
 * @param full whether ID numbers that somebody corrected are shown whole
 */
export function viewReview(deps: Deps, row: ApplicationRow, full: boolean): z.input<typeof reviewView> {
  const id = row._id.toHexString();
  const open = <Text extends string | null>(text: Text) => openText(deps, id, text);
  const reasoned = (item: { readonly checkCode: string; readonly reason: string }) => ({
    checkCode: item.checkCode,
    reason: open(item.reason),
  });
  const { corrections, humanChecks } = openReview(deps, row);
  return {
    lane: row.evaluation?.lane ?? null,
    fraudSignal: row.evaluation?.fraudSignal ?? false,
    claim: row.claim === null ? null : { by: row.claim.by, expiresAt: row.claim.expiresAt.toISOString() },
    parkedUntil: row.parkedUntil?.toISOString() ?? null,
    parkedNote: open(row.parkedNote),
    firstApproval:
      row.firstApproval === null ? null : { by: row.firstApproval.by, at: row.firstApproval.at.toISOString() },
    contests: row.contests.map(reasoned),
    decisions: row.decisions.map((decision) => ({
      by: decision.by,
      outcome: decision.outcome,
      reasons: decision.reasons,
      note: open(decision.note),
      noteToApplicant: open(decision.noteToApplicant),
      overrides: decision.overrides.map(reasoned),
      at: decision.at.toISOString(),
      undone: decision.undone,
    })),
    corrections: corrections.map(({ documentId, field, value, reason, by, at }) => ({
      documentId,
      field,
      value: full ? value : maskIdNumbers(value),
      reason,
      by,
      at,
    })),
    comments: (row.comments ?? []).map(({ by, at, text }) => ({ by, at: at.toISOString(), text: open(text) })),
    humanChecks: humanChecks.map((check) => ({ ...check })),
    blind: row.blindView === true,
    secondLook: viewSecondLook(deps, row),
  };
}

/** Once somebody has judged; that one waits is nobody's to know, least of all the first reviewer's. */
function viewSecondLook(deps: Deps, row: ApplicationRow): z.input<typeof reviewView>['secondLook'] {
  const look = row.secondLook;
  if (look?.second == null) return null;
  const { first, second, settlement } = look;
  const open = <Text extends string | null>(text: Text) => openText(deps, row._id.toHexString(), text);
  return {
    status: look.status,
    first: { by: first.by, outcome: first.outcome },
    second: {
      by: second.by,
      outcome: second.outcome,
      reasons: second.reasons,
      note: open(second.note),
      at: second.at.toISOString(),
    },
    settlement:
      settlement === null
        ? null
        : {
            by: settlement.by,
            side: settlement.side,
            reason: open(settlement.reason),
            at: settlement.at.toISOString(),
          },
  };
}
