import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

export const SETUP_STEPS = [
  'house',
  'blocks',
  'address',
  'email',
  'sms',
  'hours',
  'caps',
  'documents',
  'industries',
  'retention',
  'key',
  'staff',
] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];
export type StepState = 'done' | 'skipped';

/** How far setting up has come; one row. */
export interface SetupRow {
  _id: 'setup';
  version: number;
  steps: Partial<Record<SetupStep, { state: StepState; by: string; at: Date }>>;
  /** When somebody said that it is finished; the page stays. */
  finishedAt: Date | null;
  /** When the master key was shown: that happens once. */
  keyShownAt: Date | null;
}

const schema = new Schema<SetupRow>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    steps: { type: Schema.Types.Mixed, required: true },
    finishedAt: { type: Date, default: null },
    keyShownAt: { type: Date, default: null },
  },
  { versionKey: false, _id: false, minimize: false },
);

export const setupModel = defineModel<SetupRow>('Setup', schema, 'setups');
