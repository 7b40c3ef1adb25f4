import type { Deps } from '../deps.js';
import { auditLinksOf } from '../events/audit-chain.js';
import { numbersWithEventsAfter } from '../events/event-queries.js';
import { momentAt, presentMoment } from '../lookup/moment.js';
import type { PublicRecord } from '../lookup/lookup-schemas.js';
import { publicRecord } from '../lookup/public-record.js';
import { loadNumberRecords, type NumberRecord } from '../registry/number-record.js';
import { resellerNames } from '../resellers/reseller-queries.js';
import { logLeafModel, type LogLeafRow } from './log-leaf-model.js';
import { loggedAuditHead, loggedRecord } from './logged-record.js';
import { pendingLeafModel, type PendingLeafRow } from './pending-leaf-model.js';

type DraftDeps = Pick<Deps, 'db' | 'config' | 'clock'>;

/** What a leaf will commit to, before it has a place and a salt. */
export interface DraftLeaf {
  readonly subject: string;
  readonly eventSeq: number;
  readonly at: Date;
  /** The record as RFC 8785 JSON; its free texts are hashed with the salt. */
  readonly record: (salt: Buffer) => string;
}

/** The record of a number as the public sees it at a moment, in Chinese; null when it sees none. */
export type RecordAt = (record: NumberRecord, at: Date, present: boolean) => PublicRecord | null;

/**
 * Drafts of waiting leaves, those left out that would say what the newest leaf of their subject says already. Of a number's
 * waiting leaves the last shows the register as it is, unless it changed again already; the others show it as it stood when
 * their event was recorded. Call it in one snapshot.
 * @param queuedUpTo number of the last event whose leaves wait or are written
 */
export async function draftLeaves(
  deps: DraftDeps,
  batch: readonly PendingLeafRow[],
  queuedUpTo: number,
): Promise<DraftLeaf[]> {
  const audits = batch.filter(({ subject }) => subject.startsWith('audit:'));
  const numbers = batch.filter(({ subject }) => !subject.startsWith('audit:'));
  const drafts = [...(await auditDrafts(deps, audits)), ...(await numberDrafts(deps, numbers, queuedUpTo))];
  return drafts.toSorted((a, b) => a.eventSeq - b.eventSeq);
}

async function auditDrafts(deps: DraftDeps, batch: readonly PendingLeafRow[]): Promise<DraftLeaf[]> {
  const chainOf = ({ subject }: PendingLeafRow) => subject.slice('audit:'.length);
  const links = await auditLinksOf(
    deps.db,
    batch.map(chainOf),
    batch.map(({ eventSeq }) => eventSeq),
  );
  return batch.flatMap((row) => {
    const link = links.find(({ subject, seq }) => subject === chainOf(row) && seq === row.eventSeq);
    if (link === undefined) return [];
    return [{ subject: row.subject, eventSeq: row.eventSeq, at: row.at, record: () => loggedAuditHead(link) }];
  });
}

async function numberDrafts(
  deps: DraftDeps,
  batch: readonly PendingLeafRow[],
  queuedUpTo: number,
): Promise<DraftLeaf[]> {
  const numbers = [...new Set(batch.map(({ subject }) => subject))];
  if (numbers.length === 0) return [];
  const records = await loadNumberRecords(deps, numbers);
  const recordAt = await recordReader(deps, records.values());
  const said = new Map(
    (await newestLeaves(deps, numbers)).map((leaf) => [leaf.subject, leaf] as [string, Said | undefined]),
  );
  const lastSeq = await lastWaiting(deps, numbers);
  const changedSince = await numbersWithEventsAfter(deps.db, queuedUpTo);
  const now = deps.clock.now();
  const drafts: DraftLeaf[] = [];
  for (const { subject, eventSeq, at } of batch) {
    const record = records.get(subject);
    const present = lastSeq.get(subject) === eventSeq && !changedSince.has(subject);
    const shown = record === undefined ? null : recordAt(upTo(record, eventSeq, present), present ? now : at, present);
    const before = said.get(subject);
    if (before === undefined ? shown === null : isSame(before, subject, shown)) continue;
    const draft = {
      subject,
      eventSeq,
      at: present ? now : at,
      record: (salt: Buffer) => loggedRecord(subject, shown, salt),
    };
    drafts.push(draft);
    said.set(subject, { record: draft.record(NO_SALT), salt: NO_SALT.toString('base64') });
  }
  return drafts;
}

type Said = Pick<LogLeafRow, 'record' | 'salt'>;
const NO_SALT = Buffer.alloc(32);

function isSame({ record, salt }: Said, number: string, shown: PublicRecord | null): boolean {
  return record !== null && salt !== null && loggedRecord(number, shown, Buffer.from(salt, 'base64')) === record;
}

/** Only what events up to this one made public. */
function upTo(record: NumberRecord, eventSeq: number, present: boolean): NumberRecord {
  if (present) return record;
  return { ...record, events: record.events.filter(({ seq }) => seq !== null && seq <= eventSeq) };
}

/** Projects records with the names of their resellers. */
export async function recordReader(deps: DraftDeps, records: Iterable<NumberRecord>): Promise<RecordAt> {
  const ids = [...records].flatMap(({ assignments }) => assignments.map(({ resellerId }) => resellerId));
  const names = await resellerNames(deps, ids);
  const zone = deps.config.TZ_BUSINESS;
  return (record, at, present) => {
    const moment = present ? presentMoment(record, at, zone) : momentAt(record, at, zone);
    if (moment === null) return null;
    const resellerName = names.get(moment.assignment.resellerId) ?? '';
    return publicRecord(record, moment, { resellerName, zone, language: 'zh' });
  };
}

export async function newestLeaves(deps: Pick<Deps, 'db'>, subjects: readonly string[]): Promise<LogLeafRow[]> {
  return logLeafModel(deps.db)
    .find({ subject: { $in: [...subjects] }, newest: true })
    .lean<LogLeafRow[]>();
}

/** The last event of each number that waits for its leaf. */
async function lastWaiting(deps: Pick<Deps, 'db'>, numbers: readonly string[]): Promise<Map<string, number>> {
  const waiting = await pendingLeafModel(deps.db)
    .find({ subject: { $in: [...numbers] } }, { subject: 1, eventSeq: 1 })
    .sort({ eventSeq: 1 })
    .lean<PendingLeafRow[]>();
  return new Map(waiting.map(({ subject, eventSeq }) => [subject, eventSeq]));
}
