import { Schema, type Types } from 'mongoose';
import { HOLD_KINDS, type HoldKind } from '../domain/hold-rules.js';
import { defineModel } from '../platform/mongo.js';

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
  /** How often the expected recovery was put off; the public may count. */
  postponed: number;
  /** Arrears: the day since which the bill is overdue, `YYYY-MM-DD`. */
  overdueSince: string | null;
  /** Of the paper that asks for it: an authority's letter, a case. */
  reference: string | null;
  /** The emergency stop that placed it. */
  stopId: string | null;
  placedAt: Date;
  placedBy: string;
  /** Null while the hold is open. */
  endedAt: Date | null;
  endedBy: string | null;
  /** `disconnected`: the number ended with the hold still open. */
  outcome: 'lifted' | 'disconnected' | null;
  /** The first of the two persons that some kinds need to be lifted. */
  liftProposal: { by: string; at: Date } | null;
  /** Why, and by which paper, as the lifter said; nobody outside reads it. */
  liftReason: string | null;
  liftReference: string | null;
}

const schema = new Schema(
  {
    number: { type: String, required: true },
    kind: { type: String, enum: HOLD_KINDS, required: true },
    reason: { type: String, required: true },
    remedy: { type: String, default: null },
    documentsRequired: { type: [String], required: true },
    expectedRecovery: { type: String, default: null },
    postponed: { type: Number, default: 0 },
    overdueSince: { type: String, default: null },
    reference: { type: String, default: null },
    stopId: { type: String, default: null },
    placedAt: { type: Date, required: true },
    placedBy: { type: String, required: true },
    endedAt: { type: Date, default: null },
    endedBy: { type: String, default: null },
    outcome: { type: String, default: null },
    liftProposal: { type: { _id: false, by: String, at: Date }, default: null },
    liftReason: { type: String, default: null },
    liftReference: { type: String, default: null },
  },
  { versionKey: false },
);
// serves: the holds of one number, now (endedAt null) and on a past day
schema.index({ number: 1, endedAt: 1 });
// serves: open holds of a kind, for the sweep that lifts what is cleared
schema.index({ kind: 1, endedAt: 1 });
// serves: what an emergency stop placed, one a number, however often it is carried out
schema.index({ stopId: 1, number: 1 }, { unique: true, partialFilterExpression: { stopId: { $type: 'string' } } });

export const holdModel = defineModel<HoldRow>('Hold', schema, 'holds');
