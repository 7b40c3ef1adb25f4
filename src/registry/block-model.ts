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
  /** Its retirement (号段退网): no new reservations; numbers become unavailable as they get free. */
  retiring: { since: Date; reason: string; by: string } | null;
  version: number;
}

const schema = new Schema(
  {
    from: { type: String, required: true },
    to: { type: String, required: true },
    carrier: { type: String, required: true },
    createdAt: { type: Date, required: true },
    retiring: { type: { _id: false, since: Date, reason: String, by: String }, default: null },
    version: { type: Number, default: 1 },
  },
  { versionKey: false },
);
// serves: overlap test, and whether a number is covered by this registry
schema.index({ from: 1, to: 1 }, { unique: true });
// serves: the sweep of retiring blocks
schema.index({ 'retiring.since': 1 }, { partialFilterExpression: { 'retiring.since': { $type: 'date' } } });

export const blockModel = defineModel<BlockRow>('Block', schema, 'blocks');
