import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';
import type { AssignmentRow } from './assignment-model.js';

/** What the register has wrong about an assignment and what is right; absent members are right as they are. */
export interface CorrectedFacts {
  from?: Date;
  until?: Date;
  holder?: Partial<AssignmentRow['holder']>;
  publicName?: string;
}

/** A correction of who answered for a number, or when: one person proposes, another decides. */
export interface CorrectionRow {
  _id: Types.ObjectId;
  number: string;
  assignmentId: string;
  facts: CorrectedFacts;
  reason: string;
  status: 'proposed' | 'applied' | 'refused';
  proposedBy: string;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  version: number;
}

const schema = new Schema(
  {
    number: { type: String, required: true },
    assignmentId: { type: String, required: true },
    facts: { type: Schema.Types.Mixed, required: true },
    reason: { type: String, required: true },
    status: { type: String, enum: ['proposed', 'applied', 'refused'], required: true },
    proposedBy: { type: String, required: true },
    proposedAt: { type: Date, required: true },
    decidedBy: { type: String, default: null },
    decidedAt: { type: Date, default: null },
    version: { type: Number, required: true },
  },
  { versionKey: false },
);
// serves: corrections of a number, newest first
schema.index({ number: 1, _id: -1 });
// serves: one open correction of an assignment at a time
schema.index({ assignmentId: 1 }, { unique: true, partialFilterExpression: { status: 'proposed' } });

export const correctionModel = defineModel<CorrectionRow>('Correction', schema, 'corrections');
