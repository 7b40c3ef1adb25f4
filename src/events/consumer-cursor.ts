import type { Connection } from 'mongoose';
import { cursorModel, type CursorRow } from './cursor-model.js';

/** Where a consumer stands: the `seq` of the last event it has done with; 0 before its first. */
export async function readCursor(db: Connection, consumer: string): Promise<number> {
  const row = await cursorModel(db).findOne({ _id: consumer }).lean<CursorRow>();
  return row?.seq ?? 0;
}

/** Only ever forwards: a slower twin of the same consumer cannot take it back. */
export async function moveCursor(db: Connection, consumer: string, seq: number): Promise<void> {
  await cursorModel(db).updateOne(
    { _id: consumer },
    { $max: { seq }, $setOnInsert: { holder: null, leaseUntil: null, fence: 0 } },
    { upsert: true },
  );
}
