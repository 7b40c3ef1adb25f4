import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';
import type { Actor } from '../events/record-event.js';
import type { ImportIssue } from './import/import-issues.js';

/**
 * `profiled`: dry run done, nothing changed. `running` and `undoing` are taken up again by any worker after a crash.
 * `cancelled`: given up before it ran.
 */
export const OPERATION_STATUSES = ['profiled', 'running', 'done', 'undoing', 'undone', 'cancelled'] as const;
export type OperationStatus = (typeof OPERATION_STATUSES)[number];

/** One change of many things at once: shown before, done in small steps, undone as a whole (domain.md §1). */
export interface OperationRow {
  _id: Types.ObjectId;
  kind: 'import';
  status: OperationStatus;
  author: Actor;
  reason: string;
  createdAt: Date;
  endedAt: Date | null;
  undo: { by: Actor; reason: string; at: Date } | null;
  file: { sha256: string; bytes: number };
  headings: string[];
  /** Heading of each field that was found. */
  mapping: Record<string, string>;
  rows: number;
  /** Rows that go in. */
  accepted: number;
  refused: number;
  issues: Partial<Record<ImportIssue, number>>;
  campaignDays: number;
  /** Transactions it took so far. */
  steps: number;
  version: number;
}

const actor = new Schema({ kind: String, id: String }, { _id: false });
const schema = new Schema<OperationRow>(
  {
    kind: { type: String, enum: ['import'], required: true },
    status: { type: String, enum: OPERATION_STATUSES, required: true },
    author: { type: actor, required: true },
    reason: { type: String, required: true },
    createdAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
    undo: { type: new Schema({ by: actor, reason: String, at: Date }, { _id: false }), default: null },
    file: { type: new Schema({ sha256: String, bytes: Number }, { _id: false }), required: true },
    headings: { type: [String], required: true },
    mapping: { type: Schema.Types.Mixed, required: true },
    rows: { type: Number, required: true },
    accepted: { type: Number, required: true },
    refused: { type: Number, required: true },
    issues: { type: Schema.Types.Mixed, required: true },
    campaignDays: { type: Number, required: true },
    steps: { type: Number, required: true },
    version: { type: Number, required: true },
  },
  { versionKey: false, minimize: false },
);
// serves: what a worker has to go on with
schema.index({ status: 1, _id: 1 });

export const operationModel = defineModel<OperationRow>('Operation', schema, 'operations');
