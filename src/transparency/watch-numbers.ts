import type { Deps } from '../deps.js';
import { hasUnloggedEvents } from '../events/event-queries.js';
import { inTransaction } from '../platform/mongo.js';
import { publicNumbersAfter } from '../registry/number-queries.js';
import { loadNumberRecords } from '../registry/number-record.js';
import { newestLeaves, recordReader } from './draft-leaves.js';
import { clearAlarms, raiseAlarms } from './log-alarm.js';
import { logLeafModel, type LogLeafRow } from './log-leaf-model.js';
import { logTreeModel } from './log-tree-model.js';
import { logWatchModel, type LogWatchRow } from './log-watch-model.js';
import { loggedRecord } from './logged-record.js';
import { pendingLeafModel } from './pending-leaf-model.js';
import { repairProofs } from './repair-proofs.js';
import type { LogFault } from './verify-tree.js';

type WatchDeps = Pick<Deps, 'db' | 'config' | 'clock' | 'metrics' | 'logger'>;

/**
 * Compares the newest leaf of every number with the register, some at each call, endlessly. A record that only time has
 * changed (a term that ended two years ago is no longer shown) is logged anew; any other difference is an alarm.
 * @param most numbers to compare in one call
 */
export async function watchNumbers(deps: WatchDeps, most: number): Promise<void> {
  const row = await positionOf(deps);
  const numbers = await nextNumbers(deps, row.after, most);
  const suspects: string[] = [];
  const aged: string[] = [];
  for (const [number, verdict] of await compare(deps, numbers)) {
    if (verdict === 'differs') suspects.push(number);
    if (verdict === 'aged') aged.push(number);
  }
  // Looked at again, one by one, each in one snapshot: the reads above may straddle a change.
  const faults: LogFault[] = [];
  for (const number of suspects) if (await reallyDiffers(deps, number)) faults.push(faultOf(number));
  await raiseAlarms(deps, 'numbers', faults);
  await logAgain(deps, aged);
  await repairProofs(deps, await newestLeaves(deps, numbers));
  const last = numbers.length < most ? undefined : numbers.at(-1);
  if (last === undefined) await clearAlarms(deps, 'numbers', row.passBegan);
  const next = last === undefined ? { after: '', passBegan: deps.clock.now() } : { after: last };
  await logWatchModel(deps.db).updateOne({ _id: 'numbers' }, { $set: next });
}

async function positionOf(deps: WatchDeps): Promise<LogWatchRow> {
  const fresh = { passBegan: deps.clock.now(), size: 0, lastTiles: [], after: '' };
  await logWatchModel(deps.db).updateOne({ _id: 'numbers' }, { $setOnInsert: fresh }, { upsert: true });
  return logWatchModel(deps.db).findOne({ _id: 'numbers' }).orFail().lean<LogWatchRow>();
}

/** Numbers that are public or have a leaf, in order: a leaf that was removed is missed as much as a row that was. */
async function nextNumbers(deps: WatchDeps, after: string, most: number): Promise<string[]> {
  const shown = await publicNumbersAfter(deps, after, most);
  const logged = await logLeafModel(deps.db)
    .find({ newest: true, subject: { $gt: after, $lt: 'a' } }, { subject: 1 })
    .sort({ subject: 1 })
    .limit(most)
    .lean<Pick<LogLeafRow, 'subject'>[]>();
  const open = shown.filter((number) => !number.startsWith(deps.config.SANDBOX_PREFIX));
  return [...new Set([...open, ...logged.map(({ subject }) => subject)])].toSorted().slice(0, most);
}

type Verdict = 'same' | 'aged' | 'differs';

async function compare(deps: WatchDeps, numbers: readonly string[]): Promise<Map<string, Verdict>> {
  const records = await loadNumberRecords(deps, numbers);
  const recordAt = await recordReader(deps, records.values());
  const leaves = new Map((await newestLeaves(deps, numbers)).map((leaf) => [leaf.subject, leaf]));
  const now = deps.clock.now();
  return new Map(
    numbers.map((number) => {
      const record = records.get(number);
      const leaf = leaves.get(number);
      const at = (instant: Date) => (record === undefined ? null : recordAt(record, instant, true));
      if (leaf === undefined) return [number, at(now) === null ? 'same' : 'differs'];
      if (leaf.salt === null) return [number, 'differs'];
      const salt = Buffer.from(leaf.salt, 'base64');
      if (loggedRecord(number, at(now), salt) === leaf.record) return [number, 'same'];
      return [number, loggedRecord(number, at(leaf.at), salt) === leaf.record ? 'aged' : 'differs'];
    }),
  );
}

/** Whether a number differs although nothing of it waits to be logged. */
async function reallyDiffers(deps: WatchDeps, number: string): Promise<boolean> {
  return inTransaction(deps.db, async () => {
    const tree = await logTreeModel(deps.db).findOne({ _id: 'log' }).orFail().lean();
    const waits =
      (await pendingLeafModel(deps.db).exists({ subject: number })) !== null ||
      (await hasUnloggedEvents(deps.db, tree.eventSeq, number));
    return !waits && (await compare(deps, [number])).get(number) === 'differs';
  });
}

/** A leaf of the present record, for the next round of the sequencer. */
async function logAgain(deps: WatchDeps, numbers: readonly string[]): Promise<void> {
  const { eventSeq } = await logTreeModel(deps.db).findOne({ _id: 'log' }).orFail().lean();
  for (const subject of numbers) {
    await pendingLeafModel(deps.db).updateOne(
      { subject, eventSeq },
      { $setOnInsert: { at: deps.clock.now() } },
      { upsert: true },
    );
  }
}

function faultOf(number: string): LogFault {
  return {
    where: `number/${number}`,
    sentence: `The register and the newest leaf of ${number} differ, and no event explains it.`,
  };
}
