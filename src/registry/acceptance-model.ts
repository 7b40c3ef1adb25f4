import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** The carrier's own acceptance at its counter (营业厅受理): since 2016 no number works without it. */
export interface AcceptanceRow {
  _id: Types.ObjectId;
  applicationId: string;
  carrier: string;
  acceptanceNumber: string;
  /** Counter and member of staff, sealed (a person's name). */
  sealed: Buffer;
  acceptedOn: string;
  recordedBy: string;
  recordedAt: Date;
}

const schema = new Schema(
  {
    applicationId: { type: String, required: true },
    carrier: { type: String, required: true },
    acceptanceNumber: { type: String, required: true },
    sealed: { type: Buffer, required: true },
    acceptedOn: { type: String, required: true },
    recordedBy: { type: String, required: true },
    recordedAt: { type: Date, required: true },
  },
  { versionKey: false },
);
// serves: an acceptance number is used once within a carrier
schema.index({ carrier: 1, acceptanceNumber: 1 }, { unique: true });

export const acceptanceModel = defineModel<AcceptanceRow>('Acceptance', schema, 'acceptances');
