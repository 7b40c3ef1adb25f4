import type { Deps } from '../deps.js';
import { recordEvent, SYSTEM } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import { applicationModel, type ApplicationRow } from './application-model.js';

/** Notes once that a deadline comes near; notices to people are made from the event. */
export async function warnOfDeadline(deps: Deps, application: ApplicationRow): Promise<void> {
  await inTransaction(deps.db, async () => {
    const warned = await applicationModel(deps.db).updateOne(
      { _id: application._id, version: application.version, deadlineWarned: false },
      { $set: { deadlineWarned: true }, $inc: { version: 1 } },
    );
    if (warned.modifiedCount === 0) return;
    await recordEvent(deps, {
      type: 'application.deadline_near',
      subjects: [{ kind: 'application', id: application._id.toHexString() }],
      actor: SYSTEM,
      resellerId: application.resellerId,
      after: { deadline: application.deadline },
      version: application.version + 1,
    });
  });
}
