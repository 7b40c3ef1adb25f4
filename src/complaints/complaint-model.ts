import { Schema, type Types } from 'mongoose';
import type { ComplaintCategory, ComplaintOutcome, ComplaintStatus } from '../domain/complaint.js';
import { COMPLAINT_CATEGORIES, COMPLAINT_OUTCOMES, COMPLAINT_STATUSES } from '../domain/complaint.js';
import type { Carrier } from '../domain/number-status.js';
import type { Language } from '../http/problem.js';
import { defineModel } from '../platform/mongo.js';

/** One complaint from the public. What the complainant wrote and sent is sealed; the rest is about the number. */
export interface ComplaintRow {
  _id: Types.ObjectId;
  number: string;
  category: ComplaintCategory;
  status: ComplaintStatus;
  /** Keyed hash of the receipt, which only the complainant has. */
  receiptIndex: string;
  /** `{description, contact, call, amountLost}`, sealed; empty once it was forgotten. */
  told: string;
  /** Keyed hash of the network it came from: the same person many times is one voice. Emptied with `told`. */
  origin: string;
  language: Language;
  /** Who is accountable for the number at the time; null where nobody is, or the number is not ours. */
  carrier: Carrier | null;
  province: string | null;
  resellerId: string | null;
  uscc: string | null;
  /** Sealed pictures, at most five. */
  screenshots: { file: string }[];
  assignee: string | null;
  /** What the carrier told the complainant; texts sealed. */
  answers: { at: Date; by: string; text: string }[];
  outcome: ComplaintOutcome | null;
  closedAt: Date | null;
  /** False until it was weighed against the thresholds. */
  weighed: boolean;
  createdAt: Date;
  version: number;
}

const schema = new Schema<ComplaintRow>(
  {
    number: { type: String, required: true },
    category: { type: String, enum: COMPLAINT_CATEGORIES, required: true },
    status: { type: String, enum: COMPLAINT_STATUSES, required: true },
    receiptIndex: { type: String, required: true },
    told: { type: String, default: '' },
    origin: { type: String, default: '' },
    language: { type: String, required: true },
    carrier: { type: String, default: null },
    province: { type: String, default: null },
    resellerId: { type: String, default: null },
    uscc: { type: String, default: null },
    screenshots: { type: [{ _id: false, file: String }], required: true },
    assignee: { type: String, default: null },
    answers: { type: [{ _id: false, at: Date, by: String, text: String }], required: true },
    outcome: { type: String, enum: [...COMPLAINT_OUTCOMES, null], default: null },
    closedAt: { type: Date, default: null },
    weighed: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
    version: { type: Number, required: true },
  },
  { versionKey: false, strict: 'throw' },
);
// serves: following by receipt; and one complaint for a form that was sent twice
schema.index({ receiptIndex: 1 }, { unique: true });
// serves: the carrier's list by status, newest first
schema.index({ status: 1, _id: -1 });
// serves: voices about one number within a window; its list
schema.index({ number: 1, createdAt: -1 });
// serves: voices about one reseller within a window; its score
schema.index({ resellerId: 1, createdAt: -1 });
// serves: complaints that were not weighed yet
schema.index({ weighed: 1 }, { partialFilterExpression: { weighed: false } });
// serves: what is old enough to be forgotten
schema.index({ closedAt: 1 }, { partialFilterExpression: { closedAt: { $type: 'date' } } });

export const complaintModel = defineModel<ComplaintRow>('Complaint', schema, 'complaints');
