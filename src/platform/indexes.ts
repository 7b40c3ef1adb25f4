import type { Connection } from 'mongoose';

/** Creates every declared index; new ones are built, none is dropped. Called once at start, before ready. */
export async function ensureIndexes(db: Connection): Promise<void> {
  for (const model of Object.values(db.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
}
