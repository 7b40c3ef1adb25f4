import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { leavingResellers } from '../resellers/reseller-queries.js';
import { assignmentModel, type AssignmentRow } from './assignment-model.js';
import type { NumberFlag, NumberRow } from './number-model.js';

/**
 * The flags beside the status of each number, in their own order (contract: *States*). Only `disputed` is written down;
 * that a verification is overdue, or a reseller leaves, follows from dates and statuses and cannot be forgotten.
 */
export async function flagsOf(
  deps: Pick<Deps, 'db' | 'clock' | 'config'>,
  rows: readonly NumberRow[],
): Promise<Map<string, NumberFlag[]>> {
  const served = rows.filter(({ status }) => status === 'working' || status === 'suspended');
  const today = businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
  const overdue = await assignmentModel(deps.db)
    .find({ number: { $in: served.map(({ _id }) => _id) }, live: true, 'verified.due': { $lt: today } }, { number: 1 })
    .lean<Pick<AssignmentRow, 'number'>[]>();
  const late = new Set(overdue.map(({ number }) => number));
  const leaving = await leavingResellers(
    deps,
    served.flatMap(({ resellerId }) => resellerId ?? []),
  );
  return new Map(
    rows.map((row) => [
      row._id,
      [
        ...row.flags,
        ...(late.has(row._id) ? ['verification_overdue' as const] : []),
        ...(served.includes(row) && leaving.has(row.resellerId ?? '') ? ['reseller_exiting' as const] : []),
      ],
    ]),
  );
}
