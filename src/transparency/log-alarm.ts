import type { Deps } from '../deps.js';
import { recordEvent, SYSTEM } from '../events/record-event.js';
import { inTransaction, isDuplicateKey } from '../platform/mongo.js';
import { logFaultModel, type LogFaultRow } from './log-fault-model.js';
import type { LogFault } from './verify-tree.js';

type AlarmDeps = Pick<Deps, 'db' | 'clock' | 'metrics' | 'logger'>;
type Walk = LogFaultRow['walk'];

/** Raises an alarm for each new fault: one event, one line in the log; those known already are only seen again. */
export async function raiseAlarms(deps: AlarmDeps, walk: Walk, faults: readonly LogFault[]): Promise<void> {
  const now = deps.clock.now();
  for (const { where, sentence } of faults) {
    const seen = await logFaultModel(deps.db).updateOne({ _id: where }, { $set: { lastSeen: now, sentence } });
    if (seen.matchedCount > 0) continue;
    try {
      await inTransaction(deps.db, async () => {
        await logFaultModel(deps.db).insertMany([{ _id: where, walk, sentence, since: now, lastSeen: now }]);
        await recordEvent(deps, alarmEvent('log.alarm', where, sentence));
      });
      deps.logger.error({ where, sentence }, 'the transparency log and the register differ');
    } catch (error) {
      // Another worker found it in the same moment.
      if (!isDuplicateKey(error)) throw error;
    }
  }
}

/** After a whole pass: faults that it did not meet again are over. */
export async function clearAlarms(deps: AlarmDeps, walk: Walk, passBegan: Date): Promise<void> {
  const over = await logFaultModel(deps.db)
    .find({ walk, lastSeen: { $lt: passBegan } })
    .lean<LogFaultRow[]>();
  for (const { _id, sentence } of over) {
    await inTransaction(deps.db, async () => {
      const gone = await logFaultModel(deps.db).deleteOne({ _id, lastSeen: { $lt: passBegan } });
      if (gone.deletedCount > 0) await recordEvent(deps, alarmEvent('log.alarm_cleared', _id, sentence));
    });
  }
}

/** Faults that are open now, for the metric. */
export async function countLogFaults(deps: Pick<Deps, 'db'>): Promise<number> {
  return logFaultModel(deps.db).countDocuments({});
}

function alarmEvent(type: string, where: string, sentence: string) {
  return {
    type,
    subjects: [{ kind: 'log' as const, id: where }],
    actor: SYSTEM,
    resellerId: null,
    after: { sentence },
    version: 1,
  };
}
