import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';
import type { FileId } from './document-model.js';

/**
 * Files about to be written for a document or a complaint that is not in the register yet. It goes with the transaction
 * that takes them in, so what is left after an hour belongs to an upload that was killed in between.
 */
export interface UploadIntentRow {
  _id: Types.ObjectId;
  files: FileId[];
  at: Date;
}

const schema = new Schema<UploadIntentRow>(
  { files: { type: [String], required: true }, at: { type: Date, required: true } },
  { versionKey: false },
);
// serves: the sweep for uploads that were killed
schema.index({ at: 1 });

export const uploadIntentModel = defineModel<UploadIntentRow>('UploadIntent', schema, 'upload_intents');
