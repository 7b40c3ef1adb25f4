import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** A checkpoint as it was signed, one a batch; `_id` is its size. */
export interface LogCheckpointRow {
  _id: number;
  /** Signed note with the log's own signature. */
  note: string;
  /** Signature lines of witnesses, by witness name. */
  cosignatures: { name: string; line: string }[];
  at: Date;
}

const schema = new Schema<LogCheckpointRow>(
  {
    _id: { type: Number, required: true },
    note: { type: String, required: true },
    cosignatures: { type: [{ _id: false, name: String, line: String }], required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false, _id: false },
);
// serves: the newest checkpoint that a witness signed
schema.index({ 'cosignatures.name': 1, _id: -1 });

export const logCheckpointModel = defineModel<LogCheckpointRow>('LogCheckpoint', schema, 'log_checkpoints');
