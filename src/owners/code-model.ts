import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

export const CODE_PURPOSES = ['contact', 'letter', 'objection'] as const;
export type CodePurpose = (typeof CODE_PURPOSES)[number];

/** A code that proves that somebody was reached. Only its keyed hash is kept; it counts once, for a time, for few tries. */
export interface CodeRow {
  _id: Types.ObjectId;
  purpose: CodePurpose;
  /** What it is for: an application's id, or a USCC. */
  subject: string;
  /** The legal entity it was sent to. */
  uscc: string | null;
  /** Blind index of the phone or e-mail it went to (contact-index.ts); null on paper. */
  addressIndex: string | null;
  hash: string;
  triesLeft: number;
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
}

const schema = new Schema<CodeRow>(
  {
    purpose: { type: String, enum: CODE_PURPOSES, required: true },
    subject: { type: String, required: true },
    uscc: { type: String, default: null },
    addressIndex: { type: String, default: null },
    hash: { type: String, required: true },
    triesLeft: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    usedAt: { type: Date, default: null },
  },
  { versionKey: false },
);
// serves: the latest code for one thing, and how many were sent of late
schema.index({ purpose: 1, subject: 1, createdAt: -1 });
// serves: an objection by the link that was sent
schema.index({ hash: 1 });
// serves: whether a contact of an entity is confirmed
schema.index({ uscc: 1, addressIndex: 1 }, { partialFilterExpression: { usedAt: { $type: 'date' } } });

export const codeModel = defineModel<CodeRow>('Code', schema, 'codes');
