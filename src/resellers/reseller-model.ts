import { Schema, type Types } from 'mongoose';
import { RESELLER_STATUSES, type ResellerStatus } from '../domain/reseller.js';
import { defineModel } from '../platform/mongo.js';

/** What the carrier allows a reseller. Dates `YYYY-MM-DD`, both inclusive; provinces null = all. */
export interface Authorisation {
  from: string;
  until: string;
  provinces: string[] | null;
}

/** Null = the installation's policy. */
export interface ResellerLimits {
  maxOpenReservations: number | null;
}

/** An organisation that submits applications (代理商). It cannot appoint others: the chain's depth is fixed (domain.md §1). */
export interface ResellerRow {
  _id: Types.ObjectId;
  name: string;
  uscc: string;
  /** `{name, phone, email}` of a person, sealed (accounts/sealed.ts). */
  contact: string;
  authorisation: Authorisation;
  limits: ResellerLimits;
  status: ResellerStatus;
  /** Its data is kept apart and never public. */
  sandbox: boolean;
  version: number;
  createdAt: Date;
}

const authorisation = new Schema<Authorisation>(
  {
    from: { type: String, required: true },
    until: { type: String, required: true },
    provinces: { type: [String], default: null },
  },
  { _id: false },
);
const limits = new Schema<ResellerLimits>({ maxOpenReservations: { type: Number, default: null } }, { _id: false });

const schema = new Schema<ResellerRow>(
  {
    name: { type: String, required: true },
    uscc: { type: String, required: true },
    contact: { type: String, required: true },
    authorisation: { type: authorisation, required: true },
    limits: { type: limits, required: true },
    status: { type: String, enum: RESELLER_STATUSES, required: true },
    sandbox: { type: Boolean, required: true },
    version: { type: Number, required: true },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);
// serves: one row an organisation
schema.index({ uscc: 1, sandbox: 1 }, { unique: true });
// serves: list by status, newest first
schema.index({ status: 1, _id: -1 });

export const resellerModel = defineModel<ResellerRow>('Reseller', schema, 'resellers');
