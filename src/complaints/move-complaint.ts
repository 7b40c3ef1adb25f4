import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { COMPLAINT_TRANSITIONS, type ComplaintEvent, type ComplaintStatus } from '../domain/complaint.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { complaintModel, type ComplaintRow } from './complaint-model.js';

/**
 * Moves a complaint along its table, by compare and set, with its one event.
 * @param within done in the same transaction
 * @param principal null: the complainant, who has no account
 * @throws DomainError WRONG_STATE with `from` and `allowed` | CONFLICT when somebody changed it meanwhile
 */
export async function moveComplaint(
  deps: Deps,
  principal: Principal | null,
  row: ComplaintRow,
  event: ComplaintEvent,
  update: { readonly set?: Partial<ComplaintRow>; readonly push?: Readonly<Record<string, unknown>> },
  within: () => Promise<void> = () => Promise.resolve(),
): Promise<ComplaintRow> {
  const to = COMPLAINT_TRANSITIONS[event][row.status];
  if (to === undefined) throw wrongState(row.status, event);
  return inTransaction(deps.db, async () => {
    const moved = await complaintModel(deps.db)
      .findOneAndUpdate(
        { _id: row._id, status: row.status, version: row.version },
        { $set: { ...update.set, status: to }, $inc: { version: 1 }, $push: { ...update.push } },
        { returnDocument: 'after' },
      )
      .lean<ComplaintRow>();
    if (moved === null) throw new DomainError('CONFLICT');
    await within();
    await recordEvent(deps, {
      type: `complaint.${event}`,
      subjects: [{ kind: 'complaint', id: row._id.toHexString() }],
      actor: actorOf(principal),
      resellerId: null,
      before: { status: row.status, assignee: row.assignee, outcome: row.outcome },
      after: { status: to, assignee: moved.assignee, outcome: moved.outcome },
      version: moved.version,
    });
    return moved;
  });
}

function wrongState(from: ComplaintStatus, event: ComplaintEvent): DomainError {
  return new DomainError('WRONG_STATE', { members: { from, allowed: Object.keys(COMPLAINT_TRANSITIONS[event]) } });
}
