import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** How to reach a legal entity without its reseller; `_id` is its USCC. */
export interface EntityContactRow {
  _id: string;
  /** `{name, mobile, email}`, sealed (accounts/sealed.ts). */
  sealed: string;
  /** The claim that brought it. */
  applicationId: string;
  since: Date;
  version: number;
}

const schema = new Schema<EntityContactRow>(
  {
    _id: { type: String, required: true },
    sealed: { type: String, required: true },
    applicationId: { type: String, required: true },
    since: { type: Date, required: true },
    version: { type: Number, required: true },
  },
  { versionKey: false, _id: false },
);

export const entityContactModel = defineModel<EntityContactRow>('EntityContact', schema, 'entity_contacts');
