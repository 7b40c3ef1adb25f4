import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent, SYSTEM } from '../events/record-event.js';
import { webhookModel, type WebhookRow } from './webhook-model.js';

/**
 * Changes a webhook's row as it was read and records the one event. Call it inside the transaction, last.
 * @throws DomainError STALE when somebody changed it meanwhile
 */
export async function writeWebhook(
  deps: Pick<Deps, 'db' | 'clock' | 'metrics'>,
  by: Principal | null,
  { row, set, type }: { readonly row: WebhookRow; readonly set: Partial<WebhookRow>; readonly type: string },
): Promise<WebhookRow> {
  const written = await webhookModel(deps.db)
    .findOneAndUpdate(
      { _id: row._id, version: row.version },
      { $set: set, $inc: { version: 1 } },
      { returnDocument: 'after' },
    )
    .lean<WebhookRow>();
  if (written === null) throw new DomainError('STALE');
  await recordEvent(deps, {
    type,
    subjects: [{ kind: 'webhook', id: row._id.toHexString() }],
    actor: by === null ? SYSTEM : actorOf(by),
    resellerId: row.resellerId,
    before: factsOf(row),
    after: factsOf(written),
    version: written.version,
  });
  return written;
}

/** The host alone: a path may hold a secret of the receiver's. */
export function factsOf({ url, kinds, status }: Pick<WebhookRow, 'url' | 'kinds' | 'status'>): Record<string, unknown> {
  return { host: new URL(url).host, kinds, status };
}
