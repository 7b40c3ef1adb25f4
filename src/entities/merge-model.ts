import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

export const MERGE_STATUSES = ['proposed', 'merged', 'refused', 'undone'] as const;
export type MergeStatus = (typeof MERGE_STATUSES)[number];

/** Two records that are one legal entity: an old 15-digit registration number and its code, or a code that was re-issued. */
export interface MergeRow {
  _id: Types.ObjectId;
  from: string;
  into: string;
  reason: string;
  status: MergeStatus;
  proposedBy: string;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  /** What it moved, for its way back: numbers with the assignment that it began, accounts, names. */
  moved: { numbers: { number: string; assignmentId: string }[]; users: string[]; names: string[] } | null;
  undoneBy: string | null;
  undoneAt: Date | null;
  version: number;
}

const schema = new Schema<MergeRow>(
  {
    from: { type: String, required: true },
    into: { type: String, required: true },
    reason: { type: String, required: true },
    status: { type: String, enum: MERGE_STATUSES, required: true },
    proposedBy: { type: String, required: true },
    proposedAt: { type: Date, required: true },
    decidedBy: { type: String, default: null },
    decidedAt: { type: Date, default: null },
    moved: { type: Schema.Types.Mixed, default: null },
    undoneBy: { type: String, default: null },
    undoneAt: { type: Date, default: null },
    version: { type: Number, required: true },
  },
  { versionKey: false, minimize: false },
);
// serves: the list of merges by status, newest first
schema.index({ status: 1, _id: -1 });
// holds: one open proposal for an entity
schema.index({ from: 1 }, { unique: true, partialFilterExpression: { status: 'proposed' } });

export const mergeModel = defineModel<MergeRow>('Merge', schema, 'entity_merges');
