import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** A difference that the monitor found and that is still there. `_id` names the place. */
export interface LogFaultRow {
  _id: string;
  walk: 'tree' | 'numbers';
  sentence: string;
  since: Date;
  lastSeen: Date;
}

export const logFaultModel = defineModel<LogFaultRow>(
  'LogFault',
  new Schema<LogFaultRow>(
    {
      _id: { type: String, required: true },
      walk: { type: String, required: true },
      sentence: { type: String, required: true },
      since: { type: Date, required: true },
      lastSeen: { type: Date, required: true },
    },
    { versionKey: false, _id: false },
  ),
  'log_faults',
);
