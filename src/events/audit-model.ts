import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** One link of a subject's audit chain: each names the hash of the one before. Chained per subject, never globally. */
export interface AuditRow {
  subject: string;
  index: number;
  eventId: Types.ObjectId;
  seq: number;
  previous: string | null;
  hash: string;
}

const schema = new Schema(
  {
    subject: { type: String, required: true },
    index: { type: Number, required: true },
    eventId: { type: Schema.Types.ObjectId, required: true },
    seq: { type: Number, required: true },
    previous: { type: String, default: null },
    hash: { type: String, required: true },
  },
  { versionKey: false },
);
// serves: head of a chain, and no two links at one place
schema.index({ subject: 1, index: -1 }, { unique: true });

export const auditModel = defineModel<AuditRow>('Audit', schema, 'audit');
