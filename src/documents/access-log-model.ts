import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** One reading of personal data by a person or program (architecture.md, invariant 7). Holds names of fields, no values. */
export interface AccessRow {
  _id: Types.ObjectId;
  at: Date;
  actor: { kind: 'user' | 'key' | 'link'; id: string; role: string; resellerId: string | null };
  purpose: string;
  subject: { kind: string; id: string };
  fields: string[];
}

const inner = { _id: false, typeKey: '$type' } as const;
const schema = new Schema<AccessRow>(
  {
    at: { type: Date, required: true },
    actor: { type: new Schema({ kind: String, id: String, role: String, resellerId: String }, inner), required: true },
    purpose: { type: String, required: true },
    subject: { type: new Schema({ kind: String, id: String }, inner), required: true },
    fields: { type: [String], required: true },
  },
  { versionKey: false, strict: 'throw' },
);
// serves: who looked at this document or application
schema.index({ 'subject.kind': 1, 'subject.id': 1, at: 1 });
// serves: what this person looked at
schema.index({ 'actor.id': 1, at: 1 });
// serves: the audit's search by time
schema.index({ at: 1 });

export const accessLogModel = defineModel<AccessRow>('Access', schema, 'access_log');
