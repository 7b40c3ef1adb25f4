import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** One leaf with what it commits to. `leaf` is public; record and salt are given to whoever asks about that number only. */
export interface LogLeafRow {
  /** Its place in the tree, from 0. */
  _id: number;
  /** Ten digits of a number, or `audit:` and the subject of an audit chain. */
  subject: string;
  /** The event that made it. */
  eventSeq: number;
  /** The instant whose state it records. */
  at: Date;
  /** RFC 8785 JSON `{v,seq,on,commitment}`. */
  leaf: string;
  /** RFC 8785 JSON of what is committed to, and the salt (32 bytes, base64); null once erased. */
  record: string | null;
  salt: string | null;
  /** Size of the first checkpoint that covers it. */
  treeSize: number;
  /** The last one of its subject so far, and since when it is not. */
  newest: boolean;
  supersededAt: Date | null;
}

const schema = new Schema<LogLeafRow>(
  {
    _id: { type: Number, required: true },
    subject: { type: String, required: true },
    eventSeq: { type: Number, required: true },
    at: { type: Date, required: true },
    leaf: { type: String, required: true },
    record: { type: String, default: null },
    salt: { type: String, default: null },
    treeSize: { type: Number, required: true },
    newest: { type: Boolean, required: true },
    supersededAt: { type: Date, default: null },
  },
  { versionKey: false, _id: false },
);
// serves: newest leaf of a subject, and the monitor's walk over the newest ones; never two newest
schema.index({ subject: 1 }, { unique: true, partialFilterExpression: { newest: true }, name: 'one_newest_leaf' });
// serves: the sweep that erases what was replaced long ago
schema.index({ supersededAt: 1 }, { partialFilterExpression: { salt: { $type: 'string' } }, name: 'kept_salts' });

export const logLeafModel = defineModel<LogLeafRow>('LogLeaf', schema, 'log_leaves');
