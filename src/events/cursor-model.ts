import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** Where a consumer of events stands; `fence` rises with every new holder of the lease, so an old holder cannot write. */
export interface CursorRow {
  _id: string;
  seq: number;
  holder: string | null;
  leaseUntil: Date | null;
  fence: number;
}

export const cursorModel = defineModel<CursorRow>(
  'Cursor',
  new Schema(
    {
      _id: { type: String, required: true },
      seq: { type: Number, required: true },
      holder: { type: String, default: null },
      leaseUntil: { type: Date, default: null },
      fence: { type: Number, required: true },
    },
    { versionKey: false, _id: false },
  ),
  'cursors',
);
