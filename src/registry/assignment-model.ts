import { Schema, type Types } from 'mongoose';
import type { Carrier } from '../domain/number-status.js';
import { defineModel } from '../platform/mongo.js';

export const VERIFICATION_LEVELS = [
  'legacy_unverified',
  'document_checked',
  'source_corroborated',
  'entity_confirmed',
] as const;
export type VerificationLevel = (typeof VERIFICATION_LEVELS)[number];

/** Which legal entity answers for a number, from when to when. Everything in it may be made public. */
export interface AssignmentRow {
  _id: Types.ObjectId;
  number: string;
  carrier: Carrier;
  applicationId: string;
  /** Empty: taken over from an older register that names none. */
  resellerId: string;
  holder: { uscc: string; name: string; entityType: string; province: string | null; city: string | null };
  /** As the public sees it: a sole trader's name is masked where it contains the operator's given name. */
  publicName: string;
  registeredPurpose: string;
  verified: { level: VerificationLevel; on: string; due: string };
  /** The due date of which the holder was warned. */
  verificationWarned?: string;
  from: Date;
  until: Date | null;
  live: boolean;
  /** When two persons found that this entity never answered for the number (owners/uphold-dispute.ts). */
  disownedAt?: Date;
}

const schema = new Schema(
  {
    number: { type: String, required: true },
    carrier: { type: String, required: true },
    applicationId: { type: String, required: true },
    // Empty where an older register names none: the carrier looks after the number.
    resellerId: { type: String, default: '' },
    holder: {
      type: { _id: false, uscc: String, name: String, entityType: String, province: String, city: String },
      required: true,
    },
    publicName: { type: String, required: true },
    registeredPurpose: { type: String, default: '' },
    verified: { type: { _id: false, level: String, on: String, due: String }, required: true },
    verificationWarned: String,
    from: { type: Date, required: true },
    until: { type: Date, default: null },
    live: { type: Boolean, required: true },
    disownedAt: Date,
  },
  { versionKey: false },
);
// Invariant 1 (architecture.md): a number has at most one live assignment.
schema.index({ number: 1 }, { unique: true, partialFilterExpression: { live: true }, name: 'one_live_holder' });
// serves: who held a number on a day
schema.index({ number: 1, from: -1 });
// serves: all numbers of an entity
schema.index({ 'holder.uscc': 1, live: 1 });
// serves: whose verification is due or overdue
schema.index({ live: 1, 'verified.due': 1 });

export const assignmentModel = defineModel<AssignmentRow>('Assignment', schema, 'assignments');
