import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { newestTask } from '../operations/task-queries.js';
import { openTask } from '../operations/open-task.js';
import { isDuplicateKey } from '../platform/mongo.js';
import { complaintModel, type ComplaintRow } from './complaint-model.js';
import { GRAVE } from './complaint-policy.js';

const BATCH = 200;
interface Subject {
  readonly kind: 'number' | 'reseller';
  readonly id: string;
}

/**
 * Weighs a complaint: enough different voices about a number or a reseller open one re-verification task. May run twice.
 * Nothing public changes by it.
 */
export async function weighComplaint(deps: Deps, row: ComplaintRow): Promise<void> {
  const { number, resellerId } = row;
  // A number that nobody of ours answers for cannot be verified again.
  if (row.uscc !== null) await openWhenDue(deps, { kind: 'number', id: number });
  if (resellerId !== null) await openWhenDue(deps, { kind: 'reseller', id: resellerId });
  await complaintModel(deps.db).updateOne({ _id: row._id }, { $set: { weighed: true } });
}

/** Finds complaints whose process died between taking and weighing them. */
export async function weighForgotten(deps: Deps): Promise<void> {
  const rows = await complaintModel(deps.db).find({ weighed: false }).limit(BATCH).lean<ComplaintRow[]>();
  for (const row of rows) await weighComplaint(deps, row);
}

async function openWhenDue(deps: Deps, subject: Subject): Promise<void> {
  const last = await newestTask(deps, 'reverification', subject);
  if (last?.status === 'open') return;
  const voices = await voicesOf(deps, subject, last?.closedAt ?? null);
  const { complaintVoicesPerReseller, complaintVoicesPerNumber, complaintGraveVoicesPerNumber } = deps.policy;
  const due =
    subject.kind === 'reseller'
      ? voices.all >= complaintVoicesPerReseller
      : voices.all >= complaintVoicesPerNumber || voices.grave >= complaintGraveVoicesPerNumber;
  if (!due) return;
  try {
    await openTask(deps, {
      kind: 'reverification',
      subject: { ...subject },
      facts: { because: 'complaints', ...voices },
    });
  } catch (error) {
    // Another complaint opened it at the same moment.
    if (!isDuplicateKey(error)) throw error;
  }
}

/** Different networks that complained within the window, since somebody last looked. */
async function voicesOf(
  deps: Deps,
  { kind, id }: Subject,
  lookedAt: Date | null,
): Promise<{ all: number; grave: number }> {
  const window = DateTime.fromJSDate(deps.clock.now()).minus({ days: deps.policy.complaintWindowDays }).toJSDate();
  const since = lookedAt !== null && lookedAt > window ? lookedAt : window;
  const about = kind === 'number' ? { number: id } : { resellerId: id };
  const filter = {
    ...about,
    createdAt: { $gt: since },
    outcome: { $nin: ['unsubstantiated' as const, 'withdrawn' as const] },
  };
  const distinct = (more: object) => complaintModel(deps.db).distinct('origin', { ...filter, ...more });
  return { all: (await distinct({})).length, grave: (await distinct({ category: { $in: [...GRAVE] } })).length };
}
