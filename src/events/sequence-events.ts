import type { Deps } from '../deps.js';
import { inTransaction } from '../platform/mongo.js';
import { auditHeads, auditLink } from './audit-chain.js';
import { auditModel } from './audit-model.js';
import { cursorModel, type CursorRow } from './cursor-model.js';
import { eventModel, type EventRow } from './event-model.js';

const SEQUENCER = 'sequencer';
const LEASE_MS = 10_000;
const BATCH = 256;

type SequencerDeps = Pick<Deps, 'db' | 'clock'>;

/**
 * Takes or renews the lease of the one sequencer.
 * @returns the fencing token, or null while another process holds the lease
 */
export async function leaseSequencer(deps: SequencerDeps, holder: string): Promise<number | null> {
  const now = deps.clock.now();
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  await cursorModel(deps.db).updateOne(
    { _id: SEQUENCER },
    { $setOnInsert: { seq: 0, fence: 0, holder: null, leaseUntil: null } },
    { upsert: true },
  );
  const renewed = await cursorModel(deps.db)
    .findOneAndUpdate(
      { _id: SEQUENCER, holder, leaseUntil: { $gt: now } },
      { $set: { leaseUntil } },
      { returnDocument: 'after' },
    )
    .lean<CursorRow>();
  if (renewed !== null) return renewed.fence;
  const taken = await cursorModel(deps.db)
    .findOneAndUpdate(
      { _id: SEQUENCER, $or: [{ leaseUntil: null }, { leaseUntil: { $lte: now } }] },
      { $set: { holder, leaseUntil }, $inc: { fence: 1 } },
      { returnDocument: 'after' },
    )
    .lean<CursorRow>();
  return taken?.fence ?? null;
}

/**
 * Numbers the next batch of events, gapless, and links each to its subject's audit chain: all in one transaction that
 * fails when the fence has moved on (platform.md: a counter inside every business transaction costs 3–5 × the throughput).
 * @returns how many events were numbered
 */
export async function sequenceEvents(deps: SequencerDeps, fence: number): Promise<number> {
  return inTransaction(deps.db, async () => {
    const pending = await eventModel(deps.db).find({ seq: null }).sort({ _id: 1 }).limit(BATCH).lean<EventRow[]>();
    if (pending.length === 0) return 0;
    const cursor = await cursorModel(deps.db)
      .findOneAndUpdate({ _id: SEQUENCER, fence }, { $inc: { seq: pending.length } })
      .lean<CursorRow>();
    if (cursor === null) throw new Error('the lease of the sequencer was lost');
    const heads = await auditHeads(deps.db, [...new Set(pending.flatMap(chainOf))]);
    const links = pending.flatMap((event, offset) =>
      chainOf(event).map((chain) => {
        const link = auditLink(chain, event, cursor.seq + offset + 1, heads.get(chain) ?? null);
        heads.set(chain, link);
        return link;
      }),
    );
    await auditModel(deps.db).insertMany(links);
    await eventModel(deps.db).bulkWrite(
      pending.map((event, offset) => ({
        updateOne: { filter: { _id: event._id, seq: null }, update: { $set: { seq: cursor.seq + offset + 1 } } },
      })),
    );
    return pending.length;
  });
}

/** The chain an event belongs to: that of the subject it changed. */
function chainOf({ subjects: [first] }: EventRow): string[] {
  return first === undefined ? [] : [`${first.kind}:${first.id}`];
}
