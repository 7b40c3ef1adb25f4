import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { SYSTEM, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { complaintModel, type ComplaintRow } from './complaint-model.js';
import { COMPLAINT_POLICY } from './complaint-policy.js';
import { moveComplaint } from './move-complaint.js';
import { eraseScreenshots } from './screenshots.js';

const BATCH = 200;

/** Erases what complainants told, and their pictures, when a complaint is long closed. Counts stay. May run twice. */
export async function forgetComplaints(deps: Deps): Promise<void> {
  const before = DateTime.fromJSDate(deps.clock.now()).minus({ months: COMPLAINT_POLICY.forgetAfterMonths }).toJSDate();
  const rows = await complaintModel(deps.db)
    .find({ closedAt: { $lt: before }, told: { $ne: '' } })
    .limit(BATCH)
    .lean<ComplaintRow[]>();
  for (const row of rows) await forget(deps, row);
}

/**
 * Erases a complaint for who has its receipt (PIPL article 47); one that is still open ends as withdrawn. May run twice.
 * @throws DomainError CONFLICT when somebody changed it meanwhile
 */
export async function eraseOnRequest(deps: Deps, row: ComplaintRow): Promise<void> {
  if (row.told === '') return;
  const closed = row.status === 'closed' ? row : await withdraw(deps, row);
  if (!(await forget(deps, closed))) throw new DomainError('CONFLICT');
}

async function withdraw(deps: Deps, row: ComplaintRow): Promise<ComplaintRow> {
  return moveComplaint(deps, null, row, 'withdraw', { set: { outcome: 'withdrawn', closedAt: deps.clock.now() } });
}

/** @returns false when somebody changed it meanwhile */
async function forget(deps: Deps, row: ComplaintRow): Promise<boolean> {
  // Files first: a row without its files can be found again, files without a row cannot.
  await eraseScreenshots(deps, row.screenshots);
  return inTransaction(deps.db, async () => {
    const { modifiedCount } = await complaintModel(deps.db).updateOne(
      { _id: row._id, version: row.version },
      { $set: { told: '', origin: '', screenshots: [], answers: [] }, $inc: { version: 1 } },
    );
    if (modifiedCount === 0) return false;
    await recordEvent(deps, {
      type: 'complaint.forgotten',
      subjects: [{ kind: 'complaint', id: row._id.toHexString() }],
      actor: SYSTEM,
      resellerId: null,
      version: row.version + 1,
    });
    return true;
  });
}
