import { Schema } from 'mongoose';
import {
  CARRIERS,
  NUMBER_STATUSES,
  type Carrier,
  type DisconnectionGround,
  type NumberStatus,
} from '../domain/number-status.js';
import { defineModel } from '../platform/mongo.js';
import type { LogProof } from '../transparency/log-proof.js';
import type { NumberRecord } from './number-record.js';

/** `disputed` blocks decide, accept and transfer (409 `DISPUTED`); the others follow from dates (number-flags.ts). */
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
  /** The end of its service was announced to its holder; days `YYYY-MM-DD`, business zone. */
  ending: { reason: string; ground: DisconnectionGround; noticedOn: string; effectiveOn: string; by: string } | null;
  /** While flagged `disputed`: who disputes it and why, and who proposes to uphold that. Stays inside. */
  dispute: NumberDispute | null;
}

export interface NumberDispute {
  by: string;
  at: Date;
  reason: string;
  /** The first of the two persons that uphold it; `holdId`: the stop that it placed on a number in service. */
  proposal: { by: string; at: Date; reason: string; holdId: string | null } | null;
}

/** What lookups need beside the row; left out of every other read. */
export interface NumberShowing {
  /** The number's newest leaf in the transparency log, written after the leaf. */
  proof?: LogProof;
  /** All that its public record is made of, as of one version of the row: a copy, made when it is first asked for. */
  shown?: { version: number } & Pick<NumberRecord, 'assignments' | 'events' | 'holds'>;
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
    shown: { type: Schema.Types.Mixed, select: false },
    ending: {
      type: { _id: false, reason: String, ground: String, noticedOn: String, effectiveOn: String, by: String },
      default: null,
    },
    dispute: {
      type: {
        _id: false,
        by: String,
        at: Date,
        reason: String,
        proposal: { type: { _id: false, by: String, at: Date, reason: String, holdId: String }, default: null },
      },
      default: null,
    },
  },
  { versionKey: false, _id: false },
);
// serves: number search by status and carrier, in number order
schema.index({ status: 1, carrier: 1, _id: 1 });
// serves: a reseller's own numbers
schema.index({ resellerId: 1, status: 1, _id: 1 });
// serves: the cap of numbers of one entity with one carrier
schema.index({ uscc: 1, carrier: 1, status: 1 });
// serves: what left a status long enough ago (quarantine, requalification)
schema.index({ status: 1, since: 1 });
// serves: announced disconnections that are due
schema.index({ 'ending.effectiveOn': 1 }, { partialFilterExpression: { 'ending.effectiveOn': { $type: 'string' } } });
// serves: the list of disputed numbers, the oldest dispute first
schema.index({ 'dispute.at': 1, _id: 1 }, { partialFilterExpression: { 'dispute.at': { $type: 'date' } } });
// serves: how far the retirement of a block is, and what is still to be taken out
schema.index({ blockId: 1, status: 1 });

export const numberModel = defineModel<NumberRow & NumberShowing>('Number', schema, 'numbers');

/** What a number looks like when nobody uses it. */
export const FREED: Pick<
  NumberRow,
  'resellerId' | 'reservationId' | 'applicationId' | 'openApplicationId' | 'uscc' | 'flags' | 'ending' | 'dispute'
> = {
  resellerId: null,
  reservationId: null,
  applicationId: null,
  openApplicationId: null,
  uscc: null,
  flags: [],
  ending: null,
  dispute: null,
};
