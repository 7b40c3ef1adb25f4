import { Schema } from 'mongoose';
import { CARRIERS, NUMBER_STATUSES, type Carrier, type NumberStatus } from '../domain/number-status.js';
import { defineModel } from '../platform/mongo.js';
import type { LogProof } from '../transparency/log-proof.js';

/** `disputed` blocks decide, accept and transfer (409 `DISPUTED`). */
export const NUMBER_FLAGS = ['disputed', 'verification_overdue', 'reseller_exiting'] as const;
export type NumberFlag = (typeof NUMBER_FLAGS)[number];

/** One 400 number. `_id` is its ten digits. */
export interface NumberRow {
  _id: string;
  carrier: Carrier;
  blockId: string;
  status: NumberStatus;
  version: number;
  /** Who reserved, applies for, or serves it; null when spare. */
  resellerId: string | null;
  /** The open reservation, and the application that holds the number. */
  reservationId: string | null;
  applicationId: string | null;
  /** The open application about the number while it is in service: one at a time. */
  openApplicationId: string | null;
  /** Flags beside the status (contract: *States*). */
  flags: NumberFlag[];
  /** The legal entity it counts for (cap), from `pending` on. */
  uscc: string | null;
  /** Since when in this status. */
  since: Date;
}

/** What lookups need beside the row; left out of every other read. */
export interface NumberShowing {
  /** The number's newest leaf in the transparency log, written after the leaf. */
  proof?: LogProof;
}

const schema = new Schema(
  {
    _id: { type: String, required: true, match: /^400\d{7}$/ },
    carrier: { type: String, enum: CARRIERS, required: true },
    blockId: { type: String, required: true },
    status: { type: String, enum: NUMBER_STATUSES, required: true },
    version: { type: Number, required: true },
    resellerId: { type: String, default: null },
    reservationId: { type: String, default: null },
    applicationId: { type: String, default: null },
    openApplicationId: { type: String, default: null },
    flags: { type: [String], enum: NUMBER_FLAGS, default: [] },
    uscc: { type: String, default: null },
    since: { type: Date, required: true },
    proof: { type: Schema.Types.Mixed, select: false },
  },
  { versionKey: false, _id: false },
);
// serves: number search by status and carrier, in number order
schema.index({ status: 1, carrier: 1, _id: 1 });
// serves: a reseller's own numbers
schema.index({ resellerId: 1, status: 1, _id: 1 });
// serves: the cap of numbers of one entity with one carrier
schema.index({ uscc: 1, carrier: 1, status: 1 });

export const numberModel = defineModel<NumberRow & NumberShowing>('Number', schema, 'numbers');

/** What a number looks like when nobody uses it. */
export const FREED: Pick<
  NumberRow,
  'resellerId' | 'reservationId' | 'applicationId' | 'openApplicationId' | 'uscc' | 'flags'
> = {
  resellerId: null,
  reservationId: null,
  applicationId: null,
  openApplicationId: null,
  uscc: null,
  flags: [],
};
