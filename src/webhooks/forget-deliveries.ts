import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { deliveryModel } from './delivery-model.js';
import { webhookModel } from './webhook-model.js';

/** What a receiver could not take in a month, it reads from the API. */
export const KEEP_DAYS = 30;

/** Messages of a month ago are forgotten, whatever became of them. */
export async function forgetDeliveries(deps: Pick<Deps, 'db' | 'clock'>): Promise<void> {
  const before = DateTime.fromJSDate(deps.clock.now()).minus({ days: KEEP_DAYS }).toJSDate();
  await deliveryModel(deps.db).deleteMany({ createdAt: { $lte: before } });
}

/** Restored data must not call anybody's program: it may be a copy, and what waited then was sent since. @returns how many */
export async function switchOffRestored(deps: Pick<Deps, 'db'>): Promise<number> {
  const { modifiedCount } = await webhookModel(deps.db).updateMany(
    { status: 'active' },
    { $set: { status: 'restored' } },
  );
  return modifiedCount;
}
