import { Schema, type Types } from 'mongoose';
import type { Carrier } from '../domain/number-status.js';
import { defineModel } from '../platform/mongo.js';

/** A run of numbers that belongs to one carrier's pool. */
export interface BlockRow {
  _id: Types.ObjectId;
  from: string;
  to: string;
  carrier: Carrier;
  createdAt: Date;
}

const schema = new Schema(
  {
    from: { type: String, required: true },
    to: { type: String, required: true },
    carrier: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);
// serves: overlap test, and whether a number is covered by this registry
schema.index({ from: 1, to: 1 }, { unique: true });

export const blockModel = defineModel<BlockRow>('Block', schema, 'blocks');
