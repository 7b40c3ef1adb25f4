import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';
import type { RedressEntry } from './redress-table.js';

/** The installation's own table of where else to turn; `_id` is always `table`. Absent: the default. */
export interface RedressRow {
  _id: string;
  items: RedressEntry[];
  version: number;
}

const text = { type: { _id: false, zh: String, en: String }, required: true };
const schema = new Schema<RedressRow>(
  {
    _id: { type: String, required: true },
    items: {
      type: [
        { _id: false, when: { type: String, required: true }, name: text, phone: { type: String, default: null } },
      ],
      required: true,
    },
    version: { type: Number, required: true },
  },
  { versionKey: false, _id: false, strict: 'throw' },
);

export const redressModel = defineModel<RedressRow>('Redress', schema, 'redress_tables');
