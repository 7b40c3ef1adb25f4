import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** `checked`: read and judged, nothing created yet. `running`: its good rows are being submitted, one after the other. */
export const BULK_STATUSES = ['checked', 'running', 'done'] as const;
export type BulkStatus = (typeof BULK_STATUSES)[number];

/** Many applications from one sheet and one archive of papers. */
export interface BulkRow {
  _id: Types.ObjectId;
  resellerId: string;
  status: BulkStatus;
  /** Who handed it in, and acts when its rows are submitted. */
  author: { kind: 'user' | 'key'; id: string };
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  headings: string[];
  /** Whether an archive of papers has been taken in. */
  hasPapers: boolean;
}

const schema = new Schema<BulkRow>(
  {
    resellerId: { type: String, required: true },
    status: { type: String, enum: BULK_STATUSES, required: true },
    author: { type: new Schema({ kind: String, id: String }, { _id: false }), required: true },
    createdAt: { type: Date, required: true },
    startedAt: { type: Date, default: null },
    endedAt: { type: Date, default: null },
    headings: { type: [String], required: true },
    hasPapers: { type: Boolean, required: true },
  },
  { versionKey: false },
);
// serves: a reseller's own, newest first
schema.index({ resellerId: 1, _id: -1 });
// serves: running ones, and those whose papers are to be erased
schema.index({ status: 1, createdAt: 1 });

export const bulkModel = defineModel<BulkRow>('Bulk', schema, 'bulks');
