import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** One evaluation: what the checks said about exactly these inputs under exactly these rules. */
export interface EvaluationRow {
  _id: Types.ObjectId;
  applicationId: string;
  revision: number;
  rulesVersion: string;
  /** Keyed hash of everything the checks looked at. */
  inputsHash: string;
  outcome: string;
  /** Check[] sealed: evidence quotes names and numbers of people. */
  sealed: Buffer;
  at: Date;
}

const schema = new Schema(
  {
    applicationId: { type: String, required: true },
    revision: { type: Number, required: true },
    rulesVersion: { type: String, required: true },
    inputsHash: { type: String, required: true },
    outcome: { type: String, required: true },
    sealed: { type: Buffer, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);
// serves: the same inputs under the same rules are evaluated and kept once
schema.index({ applicationId: 1, inputsHash: 1, rulesVersion: 1 }, { unique: true });

export const evaluationModel = defineModel<EvaluationRow>('Evaluation', schema, 'evaluations');
