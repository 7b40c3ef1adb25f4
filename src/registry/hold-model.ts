import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** Why a number is stopped, the most serious first: the order in which notices are shown (decision 063). */
export const HOLD_KINDS = [
  'authority_order',
  'fraud',
  'dispute',
  'verification_overdue',
  'arrears',
  'owner_request',
  'carrier',
] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

/** One reason to keep a number suspended. A number works again when its last open hold is lifted, each by its own act. */
export interface HoldRow {
  _id: Types.ObjectId;
  number: string;
  kind: HoldKind;
  /** What holder and reseller are told; the public too, except where the kind forbids it (lookup/public-notice.ts). */
  reason: string;
  remedy: string | null;
  documentsRequired: string[];
  /** `YYYY-MM-DD`, business zone. */
  expectedRecovery: string | null;
  placedAt: Date;
  placedBy: string;
  /** Null while the hold is open. */
  endedAt: Date | null;
  endedBy: string | null;
  /** `disconnected`: the number ended with the hold still open. */
  outcome: 'lifted' | 'disconnected' | null;
}

const schema = new Schema<HoldRow>(
  {
    number: { type: String, required: true },
    kind: { type: String, enum: HOLD_KINDS, required: true },
    reason: { type: String, required: true },
    remedy: { type: String, default: null },
    documentsRequired: { type: [String], required: true },
    expectedRecovery: { type: String, default: null },
    placedAt: { type: Date, required: true },
    placedBy: { type: String, required: true },
    endedAt: { type: Date, default: null },
    endedBy: { type: String, default: null },
    outcome: { type: String, default: null },
  },
  { versionKey: false },
);
// serves: the holds of one number, now (endedAt null) and on a past day
schema.index({ number: 1, endedAt: 1 });

export const holdModel = defineModel<HoldRow>('Hold', schema, 'holds');
