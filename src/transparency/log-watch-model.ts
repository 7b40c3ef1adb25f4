import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** Where the monitor's endless walk over the tree stands. */
export interface LogWatchRow {
  _id: 'tree' | 'numbers';
  passBegan: Date;
  /** Tree: leaves walked in this pass, and the last tile of each level. */
  size: number;
  lastTiles: Buffer[];
  /** Checkpoint that the last whole pass ended with: the log must hold it for ever. */
  remembered: { size: number; root: string } | null;
  /** Numbers: the last one compared. */
  after: string;
}

export const logWatchModel = defineModel<LogWatchRow>(
  'LogWatch',
  new Schema(
    {
      _id: { type: String, required: true },
      passBegan: { type: Date, required: true },
      size: { type: Number, required: true },
      lastTiles: { type: [Buffer], required: true },
      remembered: { type: Schema.Types.Mixed, default: null },
      after: { type: String, default: '' },
    },
    { versionKey: false, _id: false },
  ),
  'log_watch',
);
