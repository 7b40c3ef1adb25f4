import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** One use of an `Idempotency-Key`. */
export interface IdempotencyRow {
  /** Keyed hash of caller, route and key. */
  _id: string;
  /** Keyed hash of address and body: the same key with something else is refused. */
  fingerprint: string;
  /** Who runs it now; a request that was taken over no longer matches. */
  owner: string;
  startedAt: Date;
  /** The answer, sealed: it may hold what is shown once (an API key) and personal data. Null while it runs. */
  reply: string | null;
  expiresAt: Date;
}

const schema = new Schema<IdempotencyRow>(
  {
    _id: { type: String, required: true },
    fingerprint: { type: String, required: true },
    owner: { type: String, required: true },
    startedAt: { type: Date, required: true },
    reply: { type: String, default: null },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false },
);
// serves: forgetting answers after 24 h
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const idempotencyModel = defineModel<IdempotencyRow>('IdempotencyKey', schema, 'idempotency_keys');
