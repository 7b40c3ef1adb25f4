import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { inTransaction } from '../platform/mongo.js';
import { deliveryModel } from './delivery-model.js';
import { requireCallable } from './webhook-address.js';
import type { WebhookKind } from '../domain/webhook-kinds.js';
import type { WebhookRow } from './webhook-model.js';
import { writeWebhook } from './write-webhook.js';

export interface WebhookChange {
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  readonly kinds?: readonly WebhookKind[] | undefined;
  /** `false` pauses it; `true` switches it on, also after it was switched off for failing. */
  readonly active?: boolean | undefined;
}

/**
 * Changes a webhook; switched on, what waited goes out at once, in order. Saying what it is already changes nothing.
 * @throws DomainError VALIDATION_FAILED (address), STALE
 */
export async function updateWebhook(
  deps: Deps,
  principal: Principal,
  row: WebhookRow,
  change: WebhookChange,
): Promise<WebhookRow> {
  const { name = row.name, url = row.url, kinds = row.kinds, active } = change;
  if (url !== row.url) await requireCallable(url, deps.config.WEBHOOK_NETWORKS);
  const status =
    active === undefined || active === (row.status === 'active') ? row.status : active ? 'active' : 'paused';
  const wanted = { name, url, kinds: [...new Set(kinds)], status };
  const same = name === row.name && url === row.url && status === row.status && sameKinds(wanted.kinds, row.kinds);
  if (same) return row;
  const rested = status === 'active' ? { failures: 0, failingSince: null, restUntil: null } : {};
  return inTransaction(deps.db, async () => {
    if (status === 'active' && row.status !== 'active') await afresh(deps, row);
    return writeWebhook(deps, principal, { row, set: { ...wanted, ...rested }, type: 'webhook.updated' });
  });
}

/** What waited is due now, and its days of patience begin anew. */
async function afresh(deps: Deps, { _id }: WebhookRow): Promise<void> {
  const now = deps.clock.now();
  const tried = { webhookId: _id.toHexString(), status: 'waiting', triedSince: { $ne: null } } as const;
  await deliveryModel(deps.db).updateMany(tried, { $set: { triedSince: null, notBefore: now, attempts: 0 } });
}

function sameKinds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((kind) => b.includes(kind));
}
