import { Schema, type Types } from 'mongoose';
import type { Carrier } from '../domain/number-status.js';
import { defineModel } from '../platform/mongo.js';
import type { ImportedBefore } from '../registry/import-numbers.js';
import type { ImportIssue } from './import/import-issues.js';
import type { Risk } from './import/profile-file.js';

/**
 * `planned` → `done` → `undone`. `refused` never goes in; `missed`: somebody took the number between dry run and run;
 * `kept`: changed since, so undoing must not touch it.
 */
export const ITEM_STATUSES = ['planned', 'refused', 'done', 'missed', 'undone', 'kept'] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];

/** One row of an operation: everyone affected, before anything happens and ever after. */
export interface OperationItemRow {
  _id: Types.ObjectId;
  operationId: string;
  row: number;
  status: ItemStatus;
  issues: ImportIssue[];
  risk: Risk;
  number: string | null;
  carrier: Carrier | null;
  uscc: string | null;
  name: string;
  resellerId: string | null;
  openedOn: string | null;
  stopped: boolean;
  purpose: string;
  province: string | null;
  city: string | null;
  /** Until when it must be verified, `YYYY-MM-DD`. */
  due: string;
  /** `{person, reseller, cells}`: the people, and the row as it stood in the file, sealed. */
  sealed: string;
  /** What undoing goes back to. */
  before: ImportedBefore | null;
}

const schema = new Schema<OperationItemRow>(
  {
    operationId: { type: String, required: true },
    row: { type: Number, required: true },
    status: { type: String, enum: ITEM_STATUSES, required: true },
    issues: { type: [String], required: true },
    risk: { type: String, required: true },
    number: { type: String, default: null },
    carrier: { type: String, default: null },
    uscc: { type: String, default: null },
    name: { type: String, default: '' },
    resellerId: { type: String, default: null },
    openedOn: { type: String, default: null },
    stopped: { type: Boolean, required: true },
    purpose: { type: String, default: '' },
    province: { type: String, default: null },
    city: { type: String, default: null },
    due: { type: String, required: true },
    sealed: { type: String, required: true },
    before: { type: Schema.Types.Mixed, default: null },
  },
  { versionKey: false, minimize: false },
);
// serves: the next rows to do, and lists by status, in the order of the file
schema.index({ operationId: 1, status: 1, row: 1 });
// serves: how to reach the holder of an imported number
schema.index({ number: 1, status: 1 });

export const operationItemModel = defineModel<OperationItemRow>('OperationItem', schema, 'operation_items');
