import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { eraseUnlessKept, noteIntent } from '../documents/upload-intent.js';
import { SYSTEM, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { complaintModel, type ComplaintRow } from './complaint-model.js';
import { moveComplaint } from './move-complaint.js';

const BATCH = 200;

/** Erases what complainants told, and their pictures, when a complaint is long closed. Counts stay. May run twice. */
export async function forgetComplaints(deps: Deps): Promise<void> {
  const before = DateTime.fromJSDate(deps.clock.now()).minus({ months: deps.policy.complaintKeepMonths }).toJSDate();
  const rows = await complaintModel(deps.db)
    .find({ closedAt: { $lt: before }, told: { $ne: '' } })
    .limit(BATCH)
    .lean<ComplaintRow[]>();
  for (const row of rows) await forget(deps, row);
}

/** How often a complaint that somebody changes at the same moment is read again. */
const TRIES = 5;

/**
 * Erases a complaint for who has its receipt (PIPL article 47); one that is still open ends as withdrawn. May run twice, also
 * at once: whoever pressed the button is not told of what the desk, or the other click, did meanwhile.
 * @throws DomainError CONFLICT when it was changed again and again meanwhile
 */
export async function eraseOnRequest(deps: Deps, row: ComplaintRow, tries = TRIES): Promise<void> {
  if (row.told === '' || (await erased(deps, row))) return;
  const now = await complaintModel(deps.db).findById(row._id).lean<ComplaintRow>();
  if (tries <= 1 || now === null) throw new DomainError('CONFLICT');
  await eraseOnRequest(deps, now, tries - 1);
}

/** @returns false when somebody changed it meanwhile */
async function erased(deps: Deps, row: ComplaintRow): Promise<boolean> {
  try {
    return await forget(deps, row.status === 'closed' ? row : await withdraw(deps, row));
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CONFLICT') return false;
    throw error;
  }
}

async function withdraw(deps: Deps, row: ComplaintRow): Promise<ComplaintRow> {
  return moveComplaint(deps, null, row, 'withdraw', { set: { outcome: 'withdrawn', closedAt: deps.clock.now() } });
}

/** @returns false when somebody changed it meanwhile */
async function forget(deps: Deps, row: ComplaintRow): Promise<boolean> {
  const pictures = row.screenshots.map(({ file }) => file);
  const intent = await inTransaction(deps.db, async () => {
    const { modifiedCount } = await complaintModel(deps.db).updateOne(
      { _id: row._id, version: row.version },
      { $set: { told: '', origin: '', screenshots: [], answers: [] }, $inc: { version: 1 } },
    );
    if (modifiedCount === 0) return null;
    await recordEvent(deps, {
      type: 'complaint.forgotten',
      subjects: [{ kind: 'complaint', id: row._id.toHexString() }],
      actor: SYSTEM,
      resellerId: null,
      version: row.version + 1,
    });
    // No row names the pictures any more: if this process is killed here, the sweep erases them.
    return noteIntent(deps, pictures);
  });
  if (intent !== null) await eraseUnlessKept(deps, intent);
  return intent !== null;
}
