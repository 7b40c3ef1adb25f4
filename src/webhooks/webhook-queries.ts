import type { Principal } from '../accounts/principal.js';
import { scoped } from '../accounts/scope.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { after, type PageRequest } from '../http/page.js';
import { deliveryModel, type DeliveryRow } from './delivery-model.js';
import { webhookModel, type WebhookRow } from './webhook-model.js';

/** A webhook of the caller's organisation. @throws DomainError NOT_FOUND */
export async function findWebhook(deps: Pick<Deps, 'db'>, principal: Principal, id: string): Promise<WebhookRow> {
  const row =
    principal.resellerId === null
      ? null
      : await webhookModel(deps.db)
          .findOne({ _id: id, ...scoped(principal.resellerId) })
          .lean<WebhookRow>();
  if (row === null) throw new DomainError('NOT_FOUND');
  return row;
}

/** An organisation's webhooks, newest first, `limit + 1` rows. */
export async function listWebhooks(
  deps: Pick<Deps, 'db'>,
  principal: Principal,
  page: PageRequest,
): Promise<WebhookRow[]> {
  return webhookModel(deps.db)
    .find({ ...scoped(principal.resellerId), ...after(page) })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .lean<WebhookRow[]>();
}

/** Messages of one webhook, newest first, `limit + 1` rows. */
export async function listDeliveries(
  deps: Pick<Deps, 'db'>,
  webhook: WebhookRow,
  page: PageRequest,
): Promise<DeliveryRow[]> {
  return deliveryModel(deps.db)
    .find({ webhookId: webhook._id.toHexString(), ...after(page) })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .lean<DeliveryRow[]>();
}

/** How many messages wait for each of some webhooks. */
export async function waitingOf(
  deps: Pick<Deps, 'db'>,
  webhooks: readonly Pick<WebhookRow, '_id'>[],
): Promise<Map<string, number>> {
  const ids = webhooks.map(({ _id }) => _id.toHexString());
  const counted = await deliveryModel(deps.db).aggregate<{ _id: string; count: number }>([
    { $match: { webhookId: { $in: ids }, status: 'waiting' } },
    { $group: { _id: '$webhookId', count: { $sum: 1 } } },
  ]);
  return new Map(counted.map(({ _id, count }) => [_id, count]));
}
