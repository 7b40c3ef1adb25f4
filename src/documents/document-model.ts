import { Schema, type Types } from 'mongoose';
import type { DocumentKind } from '../domain/ocr-fields.js';
import { defineModel } from '../platform/mongo.js';
import type { FileType } from './decoded-file.js';
import type { Advice } from './advice/advice.js';
import type { FailureCode } from './failures.js';
import type { Trace } from './traces/traces.js';

export const DOCUMENT_STATUSES = ['queued', 'processing', 'ready', 'failed'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** Kinds of which a dossier holds several; an upload of any other kind supersedes the earlier one. */
export const ADDING_KINDS: readonly DocumentKind[] = ['other', 'industry_licence'];

/** Where sealed bytes lie: SHA-256 of the *sealed* bytes, lower-case hex. */
export type FileId = string;

/** One uploaded document. The picture and what was read from it are sealed; nothing else in the row is about a person. */
export interface DocumentRow {
  _id: Types.ObjectId;
  applicationId: string;
  resellerId: string;
  kind: DocumentKind;
  status: DocumentStatus;
  /** Raised in MongoDB before a new job is made, so that its job id is new too (platform.md). */
  attempt: number;
  /** Of the uploaded bytes, hex. */
  sha256: string;
  /** Perceptual hash of the first page, see picture-hash.ts. */
  pictureHash: string | null;
  /** Blind index of what the document says, see content-key.ts; null until read with certainty. */
  contentKey: string | null;
  original: { file: FileId; type: FileType; size: number };
  pages: { file: FileId; width: number; height: number }[];
  colour: boolean;
  /** What the applicant was told about the picture at upload; absent in rows older than the advice. */
  advice?: Advice[];
  /** Signs of editing found in the uploaded bytes (fraud audience); absent in older rows. */
  traces?: Trace[];
  /** The `Extraction` of domain/ocr-fields.ts, sealed; present when `ready`. */
  extraction: Buffer | null;
  failure: { code: FailureCode } | null;
  /** The kind while this is the application's current document of a kind that supersedes; null otherwise. */
  slot: DocumentKind | null;
  supersededAt: Date | null;
  uploadedBy: string;
  uploadedAt: Date;
  /** Last sign of life of the reading; a sweep looks for those without one. */
  progressAt: Date;
  settledAt: Date | null;
  version: number;
}

const file = { _id: false, file: String, width: Number, height: Number };
const schema = new Schema<DocumentRow>(
  {
    applicationId: { type: String, required: true },
    resellerId: { type: String, required: true },
    kind: { type: String, required: true },
    status: { type: String, required: true, enum: DOCUMENT_STATUSES },
    attempt: { type: Number, required: true },
    sha256: { type: String, required: true },
    pictureHash: { type: String, default: null },
    contentKey: { type: String, default: null },
    original: { type: new Schema({ file: String, type: String, size: Number }, { _id: false, typeKey: '$type' }) },
    pages: { type: [file], required: true },
    colour: { type: Boolean, required: true },
    advice: { type: [Schema.Types.Mixed], default: undefined },
    traces: { type: [Schema.Types.Mixed], default: undefined },
    extraction: { type: Buffer, default: null },
    failure: { type: Schema.Types.Mixed, default: null },
    slot: { type: String, default: null },
    supersededAt: { type: Date, default: null },
    uploadedBy: { type: String, required: true },
    uploadedAt: { type: Date, required: true },
    progressAt: { type: Date, required: true },
    settledAt: { type: Date, default: null },
    version: { type: Number, required: true },
  },
  { versionKey: false, minimize: false, strict: 'throw' },
);
// serves: the current documents of an application
schema.index({ applicationId: 1, supersededAt: 1 });
// holds: one current document of a kind, whatever races
schema.index({ applicationId: 1, slot: 1 }, { unique: true, partialFilterExpression: { slot: { $type: 'string' } } });
// serves: the same file in other dossiers
schema.index({ sha256: 1 });
// serves: the same content in other dossiers, whose pictures are then compared
schema.index({ contentKey: 1 }, { partialFilterExpression: { contentKey: { $type: 'string' } } });
// serves: how many documents of a reseller wait
schema.index({ resellerId: 1 }, { partialFilterExpression: { status: 'queued' }, name: 'waiting' });
// serves: the sweep for lost readings, longest without progress first
schema.index({ status: 1, progressAt: 1 }, { partialFilterExpression: { settledAt: null } });

export const documentModel = defineModel<DocumentRow>('Document', schema, 'documents');
