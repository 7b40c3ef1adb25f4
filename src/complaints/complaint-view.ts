import type { z } from 'zod';
import type { Deps } from '../deps.js';
import { displayReceipt } from '../domain/complaint.js';
import type { ComplaintRow } from './complaint-model.js';
import type * as schemas from './complaint-schemas.js';
import { openAnswers, openTold } from './told.js';

/** For the carrier's list: nothing a person told. */
export function viewComplaint(row: ComplaintRow): z.input<typeof schemas.complaintView> {
  const { number, category, status, outcome, carrier, province, resellerId, uscc, assignee } = row;
  return {
    id: row._id.toHexString(),
    number,
    category,
    status,
    outcome,
    carrier,
    province,
    resellerId,
    uscc,
    assignee,
    screenshots: row.screenshots.length,
    receivedAt: row.createdAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

export function viewComplaintInFull(
  deps: Pick<Deps, 'cipher'>,
  row: ComplaintRow,
): z.input<typeof schemas.complaintInFull> {
  const answers = openAnswers(deps, row).map(({ at, by, text }) => ({ at: at.toISOString(), by, text }));
  return { ...viewComplaint(row), told: openTold(deps, row), answers };
}

/** For who has the receipt. Not what was told: a receipt seen over a shoulder must not tell it again. */
export function viewFollowed(deps: Pick<Deps, 'cipher'>, row: ComplaintRow): z.input<typeof schemas.followedComplaint> {
  const { number, category, status, outcome } = row;
  return {
    number,
    category,
    status,
    outcome,
    receivedAt: row.createdAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    screenshots: row.screenshots.length,
    answers: openAnswers(deps, row).map(({ at, text }) => ({ at: at.toISOString(), text })),
  };
}

export function receiptUrl(deps: Pick<Deps, 'config'>, receipt: string): string {
  return `${deps.config.BASE_URL.replace(/\/+$/u, '')}/complaints/${displayReceipt(receipt)}`;
}
