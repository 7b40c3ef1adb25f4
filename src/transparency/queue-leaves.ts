import type { Deps } from '../deps.js';
import { groupBy } from '../domain/group-by.js';
import { isRenamed, sequencedEvents } from '../events/event-queries.js';
import type { EventRow } from '../events/event-model.js';
import { inTransaction } from '../platform/mongo.js';
import { numbersServedBy } from '../registry/number-queries.js';
import { logTreeModel, type LogTreeRow } from './log-tree-model.js';
import { pendingLeafModel, type PendingLeafRow } from './pending-leaf-model.js';

const BATCH = 256;
type NewPending = Omit<PendingLeafRow, '_id'>;

/** Subjects of audit chains and numbers live in one column. */
export const auditSubject = (chain: string): string => `audit:${chain}`;

/**
 * Reads the next events that have a number and notes what may become a leaf: the head of each audit chain they lengthened,
 * and every 400 number they concern. Nothing of sandbox numbers.
 * @param fence token of the sequencer's lease @returns how many events were read
 * @throws Error when a younger holder of the lease has written
 */
export async function queueLeaves(deps: Pick<Deps, 'db' | 'config'>, fence: number): Promise<number> {
  return inTransaction(deps.db, async () => {
    const tree = await logTreeModel(deps.db).findOne({ _id: 'log' }).orFail().lean<LogTreeRow>();
    const events = await sequencedEvents(deps.db, tree.eventSeq, BATCH);
    const last = events.at(-1)?.seq;
    if (last === undefined || last === null) return 0;
    const moved = await logTreeModel(deps.db).updateOne(
      { _id: 'log', fence: { $lte: fence }, eventSeq: tree.eventSeq },
      { $set: { eventSeq: last, fence } },
    );
    if (moved.modifiedCount === 0) throw new Error('the lease of the sequencer was lost');
    const open = events.filter((event) => !isSandbox(event, deps.config.SANDBOX_PREFIX));
    await pendingLeafModel(deps.db).insertMany([...auditHeads(open), ...(await numbersOf(deps, open))]);
    return events.length;
  });
}

function isSandbox({ subjects }: EventRow, prefix: string): boolean {
  return subjects.some(({ kind, id }) => kind === 'number' && id.startsWith(prefix));
}

/** One a chain: its head after these events. */
function auditHeads(events: readonly EventRow[]): NewPending[] {
  const chains = groupBy(events, ({ subjects: [first] }) => (first === undefined ? [] : [`${first.kind}:${first.id}`]));
  return [...chains].flatMap(([chain, ofChain]) =>
    ofChain.slice(-1).map((event) => pending(auditSubject(chain), event)),
  );
}

async function numbersOf(deps: Pick<Deps, 'db' | 'config'>, events: readonly EventRow[]): Promise<NewPending[]> {
  const rows: NewPending[] = [];
  for (const event of events) {
    const named = event.subjects.filter(({ kind }) => kind === 'number').map(({ id }) => id);
    const served = isRenamed(event) ? await numbersServedBy(deps, event.resellerId ?? '') : [];
    const concerned = new Set([...named, ...served].filter((number) => !number.startsWith(deps.config.SANDBOX_PREFIX)));
    rows.push(...[...concerned].map((number) => pending(number, event)));
  }
  return rows;
}

function pending(subject: string, event: EventRow): NewPending {
  return { subject, eventSeq: event.seq ?? 0, at: event.recordedAt };
}
