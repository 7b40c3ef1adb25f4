import type { Principal } from '../accounts/principal.js';
import { findOwnApplication, openDraftFor } from '../applications/application-queries.js';
import { createApplication } from '../applications/create-application.js';
import type { ApplicationRow } from '../applications/application-model.js';
import { submitApplication } from '../applications/submit-application.js';
import type { Deps } from '../deps.js';
import { Decoder } from '../documents/decoder.js';
import { uploadDocument } from '../documents/upload-document.js';
import { DomainError } from '../domain/errors.js';
import { numbersByDigits } from '../registry/number-queries.js';
import { reserveNumber } from '../registry/reserve-number.js';
import { bulkItemModel, type BulkItemRow } from './bulk-item-model.js';
import { bulkModel, type BulkRow } from './bulk-model.js';
import { openItem, openPaper, type BulkContent } from './sealed-item.js';
import { erasePapers } from './take-papers.js';

/**
 * Submits one row as its author would by hand: reserve, open, papers, hand in. Killed anywhere and run again it goes on:
 * what is reserved or opened already is found, the same paper twice is one. What the registry refuses is kept as the
 * row's code; anything else is thrown, and the queue tries again.
 */
export async function submitBulkItem(
  deps: Deps,
  { itemId, lastAttempt }: { readonly itemId: string; readonly lastAttempt: boolean },
): Promise<void> {
  const item = await bulkItemModel(deps.db).findOne({ _id: itemId, status: 'queued' }).lean<BulkItemRow>();
  if (item === null) return;
  const bulk = await bulkModel(deps.db).findById(item.bulkId).orFail().lean<BulkRow>();
  try {
    await submit(deps, principalOf(bulk), item, bulk.startedAt ?? bulk.createdAt);
    await settle(deps, item, { status: 'submitted', code: null });
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'UNAVAILABLE' && error.code !== 'CONFLICT')
      await settle(deps, item, { status: 'failed', code: error.code });
    else if (lastAttempt) await settle(deps, item, { status: 'failed', code: 'UNAVAILABLE' });
    else throw error;
  }
}

/** Whoever handed it in, with the least that role can do. */
function principalOf({ author, resellerId }: BulkRow): Principal & { readonly resellerId: string } {
  return {
    kind: author.kind,
    actorId: author.id,
    role: 'reseller_agent',
    resellerId,
    carriers: null,
    provinces: null,
    mustChangePassword: false,
  };
}

async function submit(
  deps: Deps,
  principal: Principal & { readonly resellerId: string },
  item: BulkItemRow,
  since: Date,
): Promise<void> {
  const { body } = openItem(deps, item);
  if (body === null) throw new DomainError('VALIDATION_FAILED');
  const application = await openApplication(deps, principal, { item, body, since });
  const applicationId = application._id.toHexString();
  await bulkItemModel(deps.db).updateOne({ _id: item._id }, { $set: { applicationId } });
  // Handed in already, by a run that was killed before it could say so.
  if (application.status !== 'draft') return;
  const decoder = new Decoder();
  try {
    for (const { kind, file } of item.papers) {
      const bytes = openPaper(deps, item, await deps.files.get(file));
      await uploadDocument(deps, decoder, principal, { applicationId, kind, bytes });
      await bulkItemModel(deps.db).updateOne({ _id: item._id }, { $set: { progressAt: deps.clock.now() } });
    }
  } finally {
    await decoder.close();
  }
  const fresh = await findOwnApplication(deps, principal, applicationId);
  await submitApplication(deps, principal, fresh, { contest: [], language: 'zh' });
}

async function openApplication(
  deps: Deps,
  principal: Principal & { readonly resellerId: string },
  {
    item,
    body,
    since,
  }: { readonly item: BulkItemRow; readonly body: NonNullable<BulkContent['body']>; readonly since: Date },
): Promise<ApplicationRow> {
  const before =
    item.applicationId === null
      ? await openDraftFor(deps, principal, { numbers: item.numbers, since })
      : await findOwnApplication(deps, principal, item.applicationId);
  if (before !== null) return before;
  const { name = '', uscc } = body.entity ?? {};
  for (const { _id: number, status } of await numbersByDigits(deps, item.numbers)) {
    if (status === 'reserved') continue;
    await reserveNumber(deps, principal, { number, subscriber: uscc === undefined ? { name } : { name, uscc } });
  }
  return createApplication(deps, principal, body);
}

async function settle(deps: Deps, item: BulkItemRow, end: Pick<BulkItemRow, 'status' | 'code'>): Promise<void> {
  const settled = await bulkItemModel(deps.db)
    .findOneAndUpdate(
      { _id: item._id, status: 'queued' },
      { $set: { ...end, papers: [], progressAt: deps.clock.now() } },
    )
    .lean<BulkItemRow>();
  if (settled !== null) await erasePapers(deps, settled);
  await endWhenAllDone(deps, item.bulkId);
}

export async function endWhenAllDone(deps: Pick<Deps, 'db' | 'clock'>, bulkId: string): Promise<void> {
  if ((await bulkItemModel(deps.db).exists({ bulkId, status: 'queued' })) !== null) return;
  await bulkModel(deps.db).updateOne(
    { _id: bulkId, status: 'running' },
    { $set: { status: 'done', endedAt: deps.clock.now() } },
  );
}
