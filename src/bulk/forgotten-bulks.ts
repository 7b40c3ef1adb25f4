import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { bulkItemModel, type BulkItemRow } from './bulk-item-model.js';
import { bulkModel, type BulkRow } from './bulk-model.js';
import { endWhenAllDone } from './submit-bulk-item.js';
import { erasePapers } from './take-papers.js';

const BATCH = 200;
/** A row of eight papers takes seconds; a queue that is full takes longer, and a second job of a row does no harm. */
const LOST_AFTER_MINUTES = 15;

/** Rows whose job was lost go into the queue again; a run whose last row ended unseen ends. */
export async function requeueBulkRows(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const before = DateTime.fromJSDate(now).minus({ minutes: LOST_AFTER_MINUTES }).toJSDate();
  const lost = await bulkItemModel(deps.db)
    .find({ status: 'queued', progressAt: { $lte: before } })
    .sort({ _id: 1 })
    .limit(BATCH)
    .lean<BulkItemRow[]>();
  for (const { _id } of lost) {
    // The attempt is raised first: a job of the same id that is known already would be a silent no-op (platform.md).
    const raised = await bulkItemModel(deps.db)
      .findOneAndUpdate(
        { _id, status: 'queued', progressAt: { $lte: before } },
        { $inc: { attempt: 1 }, $set: { progressAt: now } },
        { returnDocument: 'after' },
      )
      .lean<BulkItemRow>();
    if (raised !== null) await deps.jobs.submitBulkRow(_id.toHexString(), raised.attempt);
  }
  const running = await bulkModel(deps.db).find({ status: 'running' }, { _id: 1 }).limit(BATCH).lean<BulkRow[]>();
  for (const { _id } of running) await endWhenAllDone(deps, _id.toHexString());
}

/** Sheets and papers that nobody submitted in time are erased; so are the rows of what was submitted long ago. */
export async function forgetBulks(deps: Deps): Promise<void> {
  const before = DateTime.fromJSDate(deps.clock.now()).minus({ days: deps.policy.bulkKeepDays }).toJSDate();
  const old = await bulkModel(deps.db)
    .find({ status: { $in: ['checked', 'done'] }, createdAt: { $lte: before } }, { _id: 1 })
    .limit(BATCH)
    .lean<BulkRow[]>();
  for (const { _id } of old) {
    const bulkId = _id.toHexString();
    const items = await bulkItemModel(deps.db).find({ bulkId }).lean<BulkItemRow[]>();
    for (const item of items) await erasePapers(deps, item);
    await bulkItemModel(deps.db).deleteMany({ bulkId });
    await bulkModel(deps.db).deleteOne({ _id });
  }
}
