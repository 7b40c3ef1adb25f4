import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { SYSTEM, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { complaintModel, type ComplaintRow } from './complaint-model.js';
import { COMPLAINT_POLICY } from './complaint-policy.js';
import { eraseScreenshots } from './screenshots.js';

const BATCH = 200;

/** Erases what complainants told, and their pictures, when a complaint is long closed. Counts stay. May run twice. */
export async function forgetComplaints(deps: Deps): Promise<void> {
  const before = DateTime.fromJSDate(deps.clock.now()).minus({ months: COMPLAINT_POLICY.forgetAfterMonths }).toJSDate();
  const rows = await complaintModel(deps.db)
    .find({ closedAt: { $lt: before }, told: { $ne: '' } })
    .limit(BATCH)
    .lean<ComplaintRow[]>();
  for (const row of rows) {
    // Files first: a row without its files can be found again, files without a row cannot.
    await eraseScreenshots(deps, row.screenshots);
    await inTransaction(deps.db, async () => {
      const { modifiedCount } = await complaintModel(deps.db).updateOne(
        { _id: row._id, version: row.version },
        { $set: { told: '', origin: '', screenshots: [], answers: [] }, $inc: { version: 1 } },
      );
      if (modifiedCount === 0) return;
      await recordEvent(deps, {
        type: 'complaint.forgotten',
        subjects: [{ kind: 'complaint', id: row._id.toHexString() }],
        actor: SYSTEM,
        resellerId: null,
        version: row.version + 1,
      });
    });
  }
}
