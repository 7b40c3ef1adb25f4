import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Types } from 'mongoose';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { receiptOf, type ComplaintCategory } from '../domain/complaint.js';
import { dropIntent, eraseUnlessKept } from '../documents/upload-intent.js';
import { DomainError } from '../domain/errors.js';
import { SYSTEM, recordEvent } from '../events/record-event.js';
import type { Language } from '../http/problem.js';
import { inTransaction } from '../platform/mongo.js';
import { accountableFor } from './accountable-for.js';
import { complaintModel, type ComplaintRow } from './complaint-model.js';
import { storeScreenshots } from './screenshots.js';
import { receiptIndexOf, sealTold, type Told } from './told.js';

export interface NewComplaint {
  readonly number: string;
  readonly category: ComplaintCategory;
  readonly told: Told;
  readonly language: Language;
  /** Keyed hash of the network it comes from (http/rate-limit.ts). */
  readonly origin: string;
  /** Decoded pictures. */
  readonly screenshots: readonly Buffer[];
  /** Of the form that was shown: the same form with the same content sent twice is one complaint. */
  readonly nonce?: string | undefined;
}

/**
 * Takes a complaint. It changes nothing about the number: it is counted, and a person reads it.
 * @returns the receipt, which is stored as a keyed hash only
 * @throws DomainError VALIDATION_FAILED for a call in the future | STORAGE_FULL
 */
export async function takeComplaint(
  deps: Deps,
  complaint: NewComplaint,
): Promise<{ readonly row: ComplaintRow; readonly receipt: string }> {
  refuseFuture(deps, complaint.told);
  const receipt = newReceipt(deps, complaint);
  const receiptIndex = receiptIndexOf(deps, receipt);
  const _id = new Types.ObjectId();
  const { number, category, language, origin } = complaint;
  const accountable = await accountableFor(deps, number);
  const { intent, stored } = await storeScreenshots(deps, _id.toHexString(), complaint.screenshots);
  const row: ComplaintRow = {
    _id,
    number,
    category,
    language,
    origin,
    receiptIndex,
    status: 'received',
    told: sealTold(deps, _id.toHexString(), complaint.told),
    ...accountable,
    screenshots: stored,
    assignee: null,
    answers: [],
    outcome: null,
    closedAt: null,
    weighed: false,
    createdAt: deps.clock.now(),
    version: 1,
  };
  try {
    await inTransaction(deps.db, async () => {
      await complaintModel(deps.db).insertMany([row]);
      await dropIntent(deps, intent);
      await recordEvent(deps, {
        type: 'complaint.received',
        subjects: [{ kind: 'complaint', id: _id.toHexString() }],
        actor: SYSTEM,
        // The carrier's own: no stream or webhook of the reseller may carry it.
        resellerId: null,
        after: { status: row.status, category },
        version: row.version,
      });
    });
    return { row, receipt };
  } catch (error) {
    // The form was sent twice, or the connection broke during a commit that took place after all.
    await eraseUnlessKept(deps, intent);
    const kept = await complaintModel(deps.db).findOne({ receiptIndex }).lean<ComplaintRow>();
    if (kept === null) throw error;
    return { row: kept, receipt };
  }
}

/**
 * A form that somebody went back to and changed is another complaint: its content counts too, or it would be lost.
 */
function newReceipt(deps: Pick<Deps, 'cipher'>, complaint: NewComplaint): string {
  const { nonce, number, category, told, screenshots } = complaint;
  if (nonce === undefined) return receiptOf(randomBytes(16));
  const digest = createHmac('sha256', deps.cipher.keyFor('complaint receipt')).update(
    JSON.stringify([nonce, number, category, told]),
  );
  for (const picture of screenshots) digest.update(createHash('sha256').update(picture).digest());
  return receiptOf(digest.digest());
}

function refuseFuture({ clock, config }: Pick<Deps, 'clock' | 'config'>, { call }: Told): void {
  if (call === null || call.on === null || call.on <= businessToday(clock.now(), config.TZ_BUSINESS)) return;
  throw new DomainError('VALIDATION_FAILED', {
    errors: [{ path: 'call.on', code: 'IN_FUTURE', message: 'must not be in the future' }],
  });
}
