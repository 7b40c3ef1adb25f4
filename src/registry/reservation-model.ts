import { Schema, type Types } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** A reseller holds a number for a named subscriber for some days (选号预占). */
export interface ReservationRow {
  _id: Types.ObjectId;
  number: string;
  resellerId: string;
  subscriber: { name: string; uscc?: string };
  /** `used` once the application was submitted: the application holds the number from then on. */
  status: 'open' | 'used' | 'released' | 'expired';
  expiresAt: Date;
  createdAt: Date;
  endedAt: Date | null;
}

const schema = new Schema(
  {
    number: { type: String, required: true },
    resellerId: { type: String, required: true },
    subscriber: { type: { _id: false, name: String, uscc: String }, required: true },
    status: { type: String, enum: ['open', 'used', 'released', 'expired'], required: true },
    expiresAt: { type: Date, required: true },
    createdAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
  },
  { versionKey: false },
);
// serves: one open reservation a number, whatever happens
schema.index({ number: 1 }, { unique: true, partialFilterExpression: { status: 'open' } });
// serves: the cap of open reservations, and a reseller's own list
schema.index({ resellerId: 1, status: 1, _id: -1 });
// serves: the expiry sweep
schema.index({ status: 1, expiresAt: 1 });
// serves: no re-reserving of the same number after expiry
schema.index({ resellerId: 1, number: 1, endedAt: -1 });

export const reservationModel = defineModel<ReservationRow>('Reservation', schema, 'reservations');
