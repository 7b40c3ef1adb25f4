import { Schema } from 'mongoose';
import { defineModel } from './mongo.js';

/** Rows that exist to be written to: see guard.ts. */
export const guardModel = defineModel<{ _id: string; serial: number }>(
  'Guard',
  new Schema(
    { _id: { type: String, required: true }, serial: { type: Number, required: true } },
    { versionKey: false, _id: false },
  ),
  'guards',
);
