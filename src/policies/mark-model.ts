import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** A picture of a house's mark; `_id` is the SHA-256 of its bytes, so that it never changes. */
export interface MarkRow {
  _id: string;
  png: Buffer;
}

const schema = new Schema<MarkRow>(
  { _id: { type: String, required: true }, png: { type: Buffer, required: true } },
  { versionKey: false, _id: false },
);

export const markModel = defineModel<MarkRow>('Mark', schema, 'marks');
