import type { Connection } from 'mongoose';
import { guardModel } from './guard-model.js';

/**
 * Makes transactions that touch the same guard run one after the other: a rule over several rows (a cap, no overlap)
 * cannot be passed by two at once. Call it inside the transaction, before counting.
 */
export async function touchGuard(db: Connection, id: string): Promise<void> {
  await guardModel(db).updateOne({ _id: id }, { $inc: { serial: 1 } }, { upsert: true });
}
