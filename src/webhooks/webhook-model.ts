import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';
import { WEBHOOK_KINDS, type WebhookKind } from '../domain/webhook-kinds.js';

/** `paused` by its owner; `failed`: nothing arrived for days; `gone`: it answered 410; `restored`: data came from a backup. */
export const WEBHOOK_STATUSES = ['active', 'paused', 'failed', 'gone', 'restored'] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

/** An address of a reseller's program that is told what happens to its applications and numbers. */
export interface WebhookRow {
  _id: Types.ObjectId;
  resellerId: string;
  name: string;
  url: string;
  kinds: WebhookKind[];
  status: WebhookStatus;
  /** The secrets in force, newest first, sealed (webhook-secrets.ts). */
  sealed: string;
  /** Attempts without success in a row; the whole address rests until `restUntil`. */
  failures: number;
  failingSince: Date | null;
  restUntil: Date | null;
  createdBy: string;
  createdAt: Date;
  version: number;
}

const schema = new Schema<WebhookRow>(
  {
    resellerId: { type: String, required: true },
    name: { type: String, required: true },
    url: { type: String, required: true },
    kinds: { type: [String], enum: WEBHOOK_KINDS, required: true },
    status: { type: String, enum: WEBHOOK_STATUSES, required: true },
    sealed: { type: String, required: true },
    failures: { type: Number, default: 0 },
    failingSince: { type: Date, default: null },
    restUntil: { type: Date, default: null },
    createdBy: { type: String, required: true },
    createdAt: { type: Date, required: true },
    version: { type: Number, required: true },
  },
  { versionKey: false },
);
// serves: an organisation's list, newest first, and who is told of an event
schema.index({ resellerId: 1, _id: -1 });
// serves: which are to be called
schema.index({ status: 1 });

export const webhookModel = defineModel<WebhookRow>('Webhook', schema, 'webhooks');
