import type { Deps } from '../deps.js';
import { QUEUE_OF } from '../jobs/jobs.js';
import { documentModel, type DocumentRow } from './document-model.js';
import { settleAsFailed } from './settle-document.js';
import { queueReading } from './queue-reading.js';

/** Without progress for this long a reading is looked for. */
const LOST_AFTER_MS = 3 * 60_000;
const MAX_ATTEMPTS = 3;
const BATCH = 100;

/**
 * Finds documents whose reading was lost (Redis lost the job, a worker died beyond BullMQ's own repair) and queues them
 * again; after three attempts they fail, so that nobody waits for ever. A document that merely waits its turn in a long
 * queue is not lost: its job is still there.
 * @returns how many were queued again or given up
 */
export async function requeueLostDocuments(deps: Deps, now: Date): Promise<number> {
  const silent = await documentModel(deps.db)
    .find({
      status: { $in: ['queued', 'processing'] },
      settledAt: null,
      progressAt: { $lte: new Date(now.getTime() - LOST_AFTER_MS) },
    })
    .sort({ progressAt: 1 })
    .limit(BATCH)
    .lean<DocumentRow[]>();
  let moved = 0;
  for (const row of silent) {
    if (await hasLiveJob(deps, row)) continue;
    await (row.attempt >= MAX_ATTEMPTS ? settleAsFailed(deps, row, 'READER_UNAVAILABLE') : tryAgain(deps, row, now));
    moved += 1;
  }
  return moved;
}

/** The attempt is raised in MongoDB first: a job under the old id would be swallowed (platform.md). */
async function tryAgain(deps: Deps, row: DocumentRow, now: Date): Promise<void> {
  const raised = await documentModel(deps.db)
    .findOneAndUpdate(
      { _id: row._id, attempt: row.attempt, version: row.version, settledAt: null },
      { $set: { status: 'queued', progressAt: now }, $inc: { attempt: 1, version: 1 } },
      { returnDocument: 'after' },
    )
    .lean<DocumentRow>();
  if (raised !== null) await queueReading(deps, raised);
}

async function hasLiveJob(deps: Deps, { _id, attempt }: DocumentRow): Promise<boolean> {
  const queue = deps.jobs.queues.get(QUEUE_OF['read-document']);
  const state = await queue?.getJobState(`document-${_id.toHexString()}-${attempt}`);
  return state !== undefined && !['unknown', 'failed', 'completed'].includes(state);
}
