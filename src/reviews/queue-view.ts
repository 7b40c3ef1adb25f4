import type { z } from 'zod';
import type { ApplicationRow } from '../applications/application-model.js';
import type { queueReply } from './review-schemas.js';

/** One line of the queue: public facts only, so that a glance at a screen shows nobody's person. */
export function viewQueueItem(
  row: ApplicationRow,
  now: Date,
  staff: Readonly<Record<string, string>>,
): z.input<typeof queueReply>['items'][number] {
  const claim = row.claim !== null && row.claim.expiresAt > now ? row.claim : null;
  return {
    id: row._id.toHexString(),
    kind: row.kind,
    status: row.status,
    lane: row.evaluation?.lane ?? null,
    numbers: row.numbers,
    entityName: row.entityName,
    uscc: row.uscc,
    carrier: row.carrier,
    province: row.province,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    overdue: row.dueAt !== null && row.dueAt < now,
    claim:
      claim === null
        ? null
        : { by: claim.by, staff: staff[claim.by] ?? null, expiresAt: claim.expiresAt.toISOString() },
    parkedUntil: row.parkedUntil !== null && row.parkedUntil > now ? row.parkedUntil.toISOString() : null,
    failing: row.evaluation?.failing ?? [],
  };
}
