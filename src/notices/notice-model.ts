import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';
import { NOTICE_TEMPLATES, type NoticeTemplate } from './notice-texts.js';

export const CHANNELS = ['sms', 'email', 'in_app', 'letter'] as const;
export type ChannelName = (typeof CHANNELS)[number];

export const RECIPIENT_KINDS = ['user', 'reseller', 'entity', 'carrier'] as const;

/** Who is told: one user, everybody of a reseller, a legal entity (id = USCC), or the carrier's staff (id = `carrier`). */
export interface Recipient {
  readonly kind: (typeof RECIPIENT_KINDS)[number];
  readonly id: string;
}

/**
 * `waiting` until delivered; a letter waits until somebody printed and posted it. `bounced`: the address does not exist.
 * `failed`: given up. `cancelled`: what it told was undone before it left, or the data was restored from a backup.
 */
export const NOTICE_STATUSES = ['waiting', 'sent', 'bounced', 'failed', 'cancelled'] as const;
export type NoticeStatus = (typeof NOTICE_STATUSES)[number];

/** One message to one recipient by one channel. */
export interface NoticeRow {
  _id: Types.ObjectId;
  /** Hash of occasion, template, recipient and address: there is no second one. */
  key: string;
  template: NoticeTemplate;
  language: 'zh' | 'en';
  recipient: Recipient;
  channel: ChannelName;
  /** `{address, params}`: where it goes and what it says, sealed (a phone, a code, a person's words). */
  sealed: string;
  status: NoticeStatus;
  /** A decision that can still be taken back: not sent when `application.decision_undone` of this version exists. */
  undo: { applicationId: string; version: number } | null;
  notBefore: Date;
  attempts: number;
  /** A code of ours, never the other side's words: they could quote the address. */
  lastError: string | null;
  createdAt: Date;
  sentAt: Date | null;
  readBy: string[];
}

const schema = new Schema<NoticeRow>(
  {
    key: { type: String, required: true },
    template: { type: String, enum: NOTICE_TEMPLATES, required: true },
    language: { type: String, enum: ['zh', 'en'], required: true },
    recipient: {
      type: new Schema({ kind: { type: String, enum: RECIPIENT_KINDS }, id: String }, { _id: false }),
      required: true,
    },
    channel: { type: String, enum: CHANNELS, required: true },
    sealed: { type: String, required: true },
    status: { type: String, enum: NOTICE_STATUSES, required: true },
    undo: { type: new Schema({ applicationId: String, version: Number }, { _id: false }), default: null },
    notBefore: { type: Date, required: true },
    attempts: { type: Number, required: true },
    lastError: { type: String, default: null },
    createdAt: { type: Date, required: true },
    sentAt: { type: Date, default: null },
    readBy: { type: [String], required: true },
  },
  { versionKey: false },
);
// serves: each message once
schema.index({ key: 1 }, { unique: true });
// serves: what is due for delivery, and letters to print
schema.index({ status: 1, channel: 1, notBefore: 1 });
// serves: somebody's box, newest first
schema.index({ 'recipient.kind': 1, 'recipient.id': 1, channel: 1, _id: -1 });

export const noticeModel = defineModel<NoticeRow>('Notice', schema, 'notices');
