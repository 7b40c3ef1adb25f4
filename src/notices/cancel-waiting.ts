import type { Deps } from '../deps.js';
import { noticeModel } from './notice-model.js';

/** Restored data must not write to people: what waited then was sent since, or is no longer true. @returns how many */
export async function cancelWaiting(deps: Pick<Deps, 'db'>): Promise<number> {
  const { modifiedCount } = await noticeModel(deps.db).updateMany(
    { status: 'waiting', channel: { $in: ['sms', 'email'] } },
    { $set: { status: 'cancelled' } },
  );
  return modifiedCount;
}
