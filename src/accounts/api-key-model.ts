import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** A key with which a reseller's program calls. The key itself is shown once and never stored. */
export interface ApiKeyRow {
  _id: Types.ObjectId;
  /** SHA-256 of the whole key, hex. */
  hash: string;
  /** First characters, so that people recognise a key. */
  hint: string;
  name: string;
  resellerId: string;
  createdBy: string;
  createdAt: Date;
  /** To the minute. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

const schema = new Schema(
  {
    hash: { type: String, required: true },
    hint: { type: String, required: true },
    name: { type: String, required: true },
    resellerId: { type: String, required: true },
    createdBy: { type: String, required: true },
    createdAt: { type: Date, required: true },
    lastUsedAt: { type: Date, default: null },
    revokedAt: { type: Date, default: null },
  },
  { versionKey: false },
);
// serves: every request with a key
schema.index({ hash: 1 }, { unique: true });
// serves: list of an organisation's keys, newest first
schema.index({ resellerId: 1, _id: -1 });

export const apiKeyModel = defineModel<ApiKeyRow>('ApiKey', schema, 'api_keys');
