import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** On which site a number's badge may vouch for its holder. Good for that holder only. */
export interface BadgeRow {
  /** The number. */
  _id: string;
  uscc: string;
  /** ASCII, lower case, without `www.`. */
  domain: string;
  setAt: Date;
  version: number;
}

export const badgeModel = defineModel<BadgeRow>(
  'Badge',
  new Schema<BadgeRow>(
    {
      _id: { type: String, required: true },
      uscc: { type: String, required: true },
      domain: { type: String, required: true },
      setAt: { type: Date, required: true },
      version: { type: Number, required: true },
    },
    { versionKey: false, _id: false, strict: 'throw' },
  ),
  'badges',
);
