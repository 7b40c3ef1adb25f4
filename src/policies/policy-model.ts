import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** A policy that was set, whatever its value: also back to the default. Its history is in the events. */
export interface PolicySetting {
  readonly value: unknown;
  /** Times it was set. */
  readonly version: number;
  readonly by: string;
  readonly at: Date;
}

/** One row for all, so that a process sees with one small read whether anything changed. */
export interface PolicyStateRow {
  _id: 'policy';
  /** Rises with every change. */
  version: number;
  /** The version at the last change of something the checks look at; 0 as long as nothing was. */
  checksVersion: number;
  values: Record<string, PolicySetting>;
}

const schema = new Schema<PolicyStateRow>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    checksVersion: { type: Number, required: true },
    values: { type: Schema.Types.Mixed, required: true },
  },
  { versionKey: false, _id: false, minimize: false },
);

export const policyModel = defineModel<PolicyStateRow>('PolicyState', schema, 'policies');
