import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';
import type { VerificationLevel } from '../registry/assignment-model.js';

/** One legal entity; `_id` is its USCC. Holds public facts only. */
export interface EntityRow {
  _id: string;
  name: string;
  entityType: string;
  province: string | null;
  city: string | null;
  /** Names over time, oldest first: former names match old papers. */
  names: { name: string; since: Date }[];
  verified: { level: VerificationLevel; on: string; due: string };
  /** The record this one was merged into; null while it stands for itself. */
  mergedInto: string | null;
  version: number;
}

const schema = new Schema(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    entityType: { type: String, required: true },
    province: { type: String, default: null },
    city: { type: String, default: null },
    names: { type: [{ _id: false, name: String, since: Date }], required: true },
    verified: { type: { _id: false, level: String, on: String, due: String }, required: true },
    mergedInto: { type: String, default: null },
    version: { type: Number, required: true },
  },
  { versionKey: false, _id: false },
);

export const entityModel = defineModel<EntityRow>('Entity', schema, 'entities');
