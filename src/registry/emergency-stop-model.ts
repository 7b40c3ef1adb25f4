import { Schema, type Types } from 'mongoose';
import type { Carrier } from '../domain/number-status.js';
import { defineModel } from '../platform/mongo.js';

export const STOP_TARGETS = ['number', 'entity', 'reseller'] as const;
export type StopTarget = (typeof STOP_TARGETS)[number];

export const STOP_STATUSES = ['unconfirmed', 'alarm', 'confirmed', 'refused'] as const;
export type StopStatus = (typeof STOP_STATUSES)[number];

/** In these a stop also reaches numbers that its target gets later. */
export const UNDECIDED = ['unconfirmed', 'alarm'] as const satisfies readonly StopStatus[];

/** One duty officer stops something at once; a second person confirms or refuses. It never lapses by itself. */
export interface EmergencyStopRow {
  _id: Types.ObjectId;
  /** Digits of a number, USCC of an entity, or id of a reseller. */
  target: { kind: StopTarget; id: string };
  kind: 'fraud' | 'authority_order';
  reason: string;
  reference: string | null;
  /** Of a reseller only: whether its holders' numbers stop too. Otherwise they go on working. */
  includeNumbers: boolean;
  /** Bounds of whoever ordered it: numbers of other carriers and provinces are not theirs to stop; null: none. */
  carriers: readonly Carrier[] | null;
  provinces: readonly string[] | null;
  status: StopStatus;
  /** Undecided: one such stop of a target at a time. */
  open: boolean;
  placedBy: string;
  placedAt: Date;
  /** After this instant an unconfirmed stop is an alarm. */
  confirmBy: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  /** Whether this stop suspended the reseller, so that a refusal makes it active again. */
  resellerSuspended: boolean;
  /** Everything it asks for was done; until then a sweep goes on with it. */
  settled: boolean;
  /** Writes by carrying it out (settle-emergency-stop.ts); older rows have none. */
  steps?: number;
  version: number;
}

const schema = new Schema(
  {
    target: {
      type: { _id: false, kind: { type: String, enum: STOP_TARGETS }, id: { type: String } },
      required: true,
    },
    kind: { type: String, required: true },
    reason: { type: String, required: true },
    reference: { type: String, default: null },
    includeNumbers: { type: Boolean, required: true },
    carriers: { type: [String], default: null },
    provinces: { type: [String], default: null },
    status: { type: String, enum: STOP_STATUSES, required: true },
    open: { type: Boolean, required: true },
    placedBy: { type: String, required: true },
    placedAt: { type: Date, required: true },
    confirmBy: { type: Date, required: true },
    decidedBy: { type: String, default: null },
    decidedAt: { type: Date, default: null },
    resellerSuspended: { type: Boolean, required: true },
    settled: { type: Boolean, required: true },
    steps: { type: Number },
    version: { type: Number, required: true },
  },
  { versionKey: false },
);
// serves: one undecided stop of a target, however often the button is pressed
schema.index({ 'target.kind': 1, 'target.id': 1 }, { unique: true, partialFilterExpression: { open: true } });
// serves: list by status, newest first; and stops that nobody confirmed in time
schema.index({ status: 1, _id: -1 });
// serves: stops still to be carried out
schema.index({ settled: 1 }, { partialFilterExpression: { settled: false } });

export const emergencyStopModel = defineModel<EmergencyStopRow>('EmergencyStop', schema, 'emergencyStops');
