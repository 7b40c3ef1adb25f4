import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** What may become a leaf: a subject that an event concerns. It is dropped when nothing public changed. */
export interface PendingLeafRow {
  _id: Types.ObjectId;
  subject: string;
  eventSeq: number;
  /** When the event was recorded. */
  at: Date;
}

const schema = new Schema<PendingLeafRow>(
  {
    subject: { type: String, required: true },
    eventSeq: { type: Number, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);
// serves: the next batch, in the order of events; and no subject twice for one event
schema.index({ eventSeq: 1, subject: 1 }, { unique: true });
// serves: whether a number waits for its leaf
schema.index({ subject: 1 });

export const pendingLeafModel = defineModel<PendingLeafRow>('PendingLeaf', schema, 'log_pending');
