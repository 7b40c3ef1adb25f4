import { Schema } from 'mongoose';
import type { Carrier } from '../domain/number-status.js';
import { defineModel } from '../platform/mongo.js';

/** One 号码归属证明: what the register said of a number on the day it was issued. All of it is public anyway. */
export interface CertificateRow {
  /** The serial, without hyphens. */
  _id: string;
  number: string;
  holder: { name: string; uscc: string };
  carrier: Carrier;
  reseller: string;
  purpose: string;
  /** Business days. */
  verified: { on: string; due: string };
  issuedOn: string;
  validUntil: string;
  issuedAt: Date;
}

const schema = new Schema<CertificateRow>(
  {
    _id: { type: String, required: true },
    number: { type: String, required: true },
    holder: { type: new Schema({ name: String, uscc: String }, { _id: false }), required: true },
    carrier: { type: String, required: true },
    reseller: { type: String, default: '' },
    purpose: { type: String, default: '' },
    verified: { type: new Schema({ on: String, due: String }, { _id: false }), required: true },
    issuedOn: { type: String, required: true },
    validUntil: { type: String, required: true },
    issuedAt: { type: Date, required: true },
  },
  { versionKey: false, _id: false, strict: 'throw' },
);

export const certificateModel = defineModel<CertificateRow>('Certificate', schema, 'certificates');
