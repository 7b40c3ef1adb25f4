import { Schema, type Types } from 'mongoose';
import type { DocumentKind } from '../../domain/ocr-fields.js';
import { defineModel } from '../../platform/mongo.js';
import type { FileId } from '../document-model.js';

/** A document on its way in, by the tus protocol. What has arrived lies in the file store, sealed piece by piece. */
export interface PartialUploadRow {
  _id: Types.ObjectId;
  applicationId: string;
  kind: DocumentKind;
  /** Bytes it will have. */
  size: number;
  /** Bytes that have arrived; `size` only once the dossier has taken the document in. */
  offset: number;
  /** The pieces in order. */
  pieces: { file: FileId; offset: number; size: number }[];
  /** Every file ever written for it, also those of pieces that were not counted because the process was killed. */
  files: FileId[];
  /** The document it became. */
  documentId: string | null;
  startedBy: string;
  /** It is erased then, unless more of it arrives. */
  expiresAt: Date;
}

const schema = new Schema<PartialUploadRow>(
  {
    applicationId: { type: String, required: true },
    kind: { type: String, required: true },
    size: { type: Number, required: true },
    offset: { type: Number, required: true },
    pieces: { type: [Schema.Types.Mixed], required: true },
    files: { type: [String], required: true },
    documentId: { type: String, default: null },
    startedBy: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  } as never,
  { versionKey: false },
);
// serves: how many are open for a dossier
schema.index({ applicationId: 1 });
// serves: the sweep for those nobody goes on with
schema.index({ expiresAt: 1 });

export const partialUploadModel = defineModel<PartialUploadRow>('PartialUpload', schema, 'partial_uploads');
