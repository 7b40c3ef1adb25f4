import type { Connection } from 'mongoose';
import { ALL_MODELS } from '../../src/models.js';

/** As `ensureIndexes`, but passes over an index on `_id` alone: MongoDB has that one and refuses options on it. */
export async function buildIndexes(db: Connection): Promise<void> {
  for (const define of ALL_MODELS) {
    const model = define(db);
    await model.createCollection();
    for (const [fields, options] of model.schema.indexes()) {
      if (Object.keys(fields).join() !== '_id')
        await model.collection.createIndex(fields as Record<string, 1 | -1>, options);
    }
  }
}
