import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';
import type { WebhookFacts } from './webhook-message.js';

/**
 * `waiting` until the receiver took it. `cancelled`: the decision it told of was taken back first. `failed`: a test that did
 * not arrive, or a message refused for days while others got through; it can be sent again by hand.
 */
export const DELIVERY_STATUSES = ['waiting', 'delivered', 'cancelled', 'failed'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** What the other side's refusal was, when it answered nothing that counts. */
export const DELIVERY_FAULTS = ['ADDRESS_REFUSED', 'UNRESOLVED', 'UNREACHABLE', 'TLS', 'TIMEOUT'] as const;
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];

export interface AttemptRow {
  at: Date;
  milliseconds: number;
  /** HTTP status of the answer; null when there was none. */
  status: number | null;
  fault: DeliveryFault | null;
}

/** One message to one webhook. Its id is what the receiver knows it by, however often it comes. */
export interface DeliveryRow {
  _id: Types.ObjectId;
  webhookId: string;
  /** The event it tells of, or what asked for a test: no webhook is told of one thing twice. */
  occasion: string;
  kind: string;
  facts: WebhookFacts;
  lane: string;
  /** Place of its event in the order of all; of a test 0. */
  seq: number;
  happenedAt: Date;
  status: DeliveryStatus;
  /** A decision that can still be taken back. */
  undo: { applicationId: string; version: number } | null;
  notBefore: Date;
  /** Since when it is tried; null before the first time, and after the webhook was switched on again. */
  triedSince: Date | null;
  attempts: number;
  /** The last ones. */
  log: AttemptRow[];
  createdAt: Date;
}

const schema = new Schema<DeliveryRow>(
  {
    webhookId: { type: String, required: true },
    occasion: { type: String, required: true },
    kind: { type: String, required: true },
    facts: { type: Schema.Types.Mixed, required: true },
    lane: { type: String, required: true },
    seq: { type: Number, required: true },
    happenedAt: { type: Date, required: true },
    status: { type: String, enum: DELIVERY_STATUSES, required: true },
    undo: { type: new Schema({ applicationId: String, version: Number }, { _id: false }), default: null },
    notBefore: { type: Date, required: true },
    triedSince: { type: Date, default: null },
    attempts: { type: Number, required: true },
    log: {
      type: [new Schema<AttemptRow>({ at: Date, milliseconds: Number, status: Number, fault: String }, { _id: false })],
      default: [],
    },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, minimize: false },
);
// serves: each event told once
schema.index({ webhookId: 1, occasion: 1 }, { unique: true });
// serves: what waits for one webhook, in order
schema.index({ webhookId: 1, status: 1, seq: 1 });
// serves: whether a webhook has something due
schema.index({ webhookId: 1, status: 1, notBefore: 1 });
// serves: the log of one webhook, newest first
schema.index({ webhookId: 1, _id: -1 });
// serves: what is old enough to be forgotten
schema.index({ createdAt: 1 });

export const deliveryModel = defineModel<DeliveryRow>('WebhookDelivery', schema, 'webhook_deliveries');
