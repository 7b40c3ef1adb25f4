import { Schema, type Types } from 'mongoose';
import { DOCUMENT_KINDS, type DocumentKind } from '../domain/ocr-fields.js';
import { defineModel } from '../platform/mongo.js';
import type { BulkIssue } from './bulk-issues.js';

/**
 * `ready` → `queued` → `submitted`. `refused`: something in the sheet or the folder is wrong; nothing was created.
 * `failed`: refused by the registry when its turn came; a draft that was made stays.
 */
export const BULK_ITEM_STATUSES = ['ready', 'refused', 'queued', 'submitted', 'failed'] as const;
export type BulkItemStatus = (typeof BULK_ITEM_STATUSES)[number];

/** A paper of a row, sealed in the file store until the row is submitted. */
export interface BulkPaper {
  kind: DocumentKind;
  file: string;
}

export interface BulkItemRow {
  _id: Types.ObjectId;
  bulkId: string;
  resellerId: string;
  /** As the program that shows the sheet counts: from 1. */
  row: number;
  status: BulkItemStatus;
  issues: BulkIssue[];
  numbers: string[];
  folder: string;
  byAgent: boolean;
  papers: BulkPaper[];
  applicationId: string | null;
  /** Code of the refusal, when it failed. */
  code: string | null;
  attempt: number;
  progressAt: Date;
  /** `{body, cells, name}`: what will be declared, and the row as it stood in the sheet, sealed. */
  sealed: string;
}

const schema = new Schema<BulkItemRow>(
  {
    bulkId: { type: String, required: true },
    resellerId: { type: String, required: true },
    row: { type: Number, required: true },
    status: { type: String, enum: BULK_ITEM_STATUSES, required: true },
    issues: { type: Schema.Types.Mixed, required: true },
    numbers: { type: [String], required: true },
    folder: { type: String, default: '' },
    byAgent: { type: Boolean, required: true },
    papers: {
      type: [new Schema<BulkPaper>({ kind: { type: String, enum: DOCUMENT_KINDS }, file: String }, { _id: false })],
      default: [],
    },
    applicationId: { type: String, default: null },
    code: { type: String, default: null },
    attempt: { type: Number, required: true },
    progressAt: { type: Date, required: true },
    sealed: { type: String, required: true },
  },
  { versionKey: false, minimize: false },
);
// serves: the rows of one bulk in the order of the sheet
schema.index({ bulkId: 1, row: 1 }, { unique: true });
// serves: rows whose job was lost
schema.index({ status: 1, progressAt: 1 });

export const bulkItemModel = defineModel<BulkItemRow>('BulkItem', schema, 'bulk_items');
