import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** The one log of an installation. Origin and key are fixed when it is created. */
export interface LogTreeRow {
  _id: 'log';
  origin: string;
  /** 32 bytes, base64. */
  publicKey: string;
  /** Leaves so far. */
  size: number;
  /** Highest fencing token that wrote; a holder with a lower one cannot. */
  fence: number;
  /** Events up to this number have their leaves waiting or written. */
  eventSeq: number;
}

export const logTreeModel = defineModel<LogTreeRow>(
  'LogTree',
  new Schema(
    {
      _id: { type: String, required: true },
      origin: { type: String, required: true },
      publicKey: { type: String, required: true },
      size: { type: Number, required: true },
      fence: { type: Number, required: true },
      eventSeq: { type: Number, required: true },
    },
    { versionKey: false, _id: false },
  ),
  'log_tree',
);
