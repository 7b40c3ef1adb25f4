import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** Entities and persons that may not hold numbers; the key is a blind index, so the list itself names nobody. */
export const blocklistModel = defineModel<{ key: string; reason: string; at: Date }>(
  'Blocklist',
  new Schema(
    {
      key: { type: String, required: true, unique: true },
      reason: { type: String, required: true },
      at: { type: Date, required: true },
    },
    { versionKey: false },
  ),
  'blocklist',
);
