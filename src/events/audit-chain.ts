import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import canonicalize from 'canonicalize';
import { auditModel, type AuditRow } from './audit-model.js';
import { eventModel, type EventRow } from './event-model.js';

/** The next link of a chain after `head` (null: the first). */
export function auditLink(
  subject: string,
  event: EventRow,
  seq: number,
  head: { readonly hash: string; readonly index: number } | null,
): AuditRow {
  const previous = head?.hash ?? null;
  return {
    subject,
    index: (head?.index ?? 0) + 1,
    eventId: event._id,
    seq,
    previous,
    hash: linkHash(event, seq, previous),
  };
}

/** SHA-256 over the RFC 8785 form of the event and the hash before it. */
function linkHash(event: EventRow, seq: number, previous: string | null): string {
  const { _id, ...facts } = event;
  const content = JSON.parse(JSON.stringify({ ...facts, _id: _id.toHexString(), seq, previous })) as unknown;
  return createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex');
}

/** Recomputes a subject's chain. @returns the index of the first link that does not fit, or null when all do */
export async function verifyAuditChain(db: Connection, subject: string): Promise<number | null> {
  let head: AuditRow | null = null;
  for await (const link of auditModel(db).find({ subject }).sort({ index: 1 }).lean<AuditRow[]>().cursor()) {
    const event = await eventModel(db).findOne({ _id: link.eventId }).lean<EventRow>();
    if (event === null || auditLink(subject, event, link.seq, head).hash !== link.hash) return link.index;
    head = link;
  }
  return null;
}

/** The links that some events made, in no order. */
export async function auditLinksOf(
  db: Connection,
  subjects: readonly string[],
  seqs: readonly number[],
): Promise<AuditRow[]> {
  return auditModel(db)
    .find({ subject: { $in: [...subjects] }, seq: { $in: [...seqs] } })
    .lean<AuditRow[]>();
}

/** The last link of each chain; chains without any are left out. */
export async function auditHeads(
  db: Connection,
  subjects: readonly string[],
): Promise<Map<string, Pick<AuditRow, 'hash' | 'index'>>> {
  const heads = await auditModel(db).aggregate<{ _id: string; hash: string; index: number }>([
    { $match: { subject: { $in: [...subjects] } } },
    { $sort: { subject: 1, index: -1 } },
    { $group: { _id: '$subject', hash: { $first: '$hash' }, index: { $first: '$index' } } },
  ]);
  return new Map(heads.map(({ _id, hash, index }) => [_id, { hash, index }]));
}

const CHAIN_BATCH = 1_000;

/** Recomputes every chain, in one pass over all links. @returns the first link that does not fit, of each broken chain */
export async function brokenAuditChains(db: Connection): Promise<{ subject: string; index: number }[]> {
  const broken = new Map<string, number>();
  let head: AuditRow | null = null;
  let batch: AuditRow[] = [];
  const verify = async () => {
    const ids = batch.map((link) => link.eventId);
    const rows = await eventModel(db)
      .find({ _id: { $in: ids } })
      .lean<EventRow[]>();
    const events = new Map(rows.map((event) => [event._id.toHexString(), event]));
    for (const link of batch) {
      const event = events.get(link.eventId.toHexString());
      const before = head?.subject === link.subject ? head : null;
      const fits = event !== undefined && auditLink(link.subject, event, link.seq, before).hash === link.hash;
      if (!fits && !broken.has(link.subject)) broken.set(link.subject, link.index);
      head = link;
    }
    batch = [];
  };
  for await (const link of auditModel(db).find({}).sort({ subject: 1, index: 1 }).lean<AuditRow[]>().cursor()) {
    batch.push(link);
    if (batch.length === CHAIN_BATCH) await verify();
  }
  await verify();
  return [...broken].map(([subject, index]) => ({ subject, index }));
}
