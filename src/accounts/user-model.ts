import { Schema, type Types } from 'mongoose';
import type { Carrier } from '../domain/number-status.js';
import { defineModel } from '../platform/mongo.js';
import { ROLES, type Role } from './principal.js';

export const USER_STATUSES = ['active', 'disabled'] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

/** Somebody else made this account or gave it its password. */
export interface CredentialAct {
  by: string;
  kind: 'created' | 'reset';
  at: Date;
}

/** A person who signs in. Name and e-mail are sealed (architecture.md, invariant 7). */
export interface UserRow {
  _id: Types.ObjectId;
  /** Blind index of the lower-cased e-mail: sign-in finds the account without the address being readable. */
  emailIndex: string;
  /** `{email, name}`, sealed (sealed.ts). */
  personal: string;
  /** 工号, upper case. */
  staffNumber?: string;
  role: Role;
  /** The reseller it acts for; null for carrier staff and auditors. */
  resellerId: string | null;
  /** The legal entity an `entity_user` acts for; null for all others, and until its claim took effect. */
  uscc: string | null;
  /** Staff may be scoped; null means all. */
  scope: { carriers: Carrier[] | null; provinces: string[] | null };
  /** argon2id; null until the invitation is accepted. */
  passwordHash: string | null;
  mustChangePassword: boolean;
  /** Second factor: the sealed secret, whether it was confirmed, and the step of the last code accepted. */
  totp: { sealed: string; active: boolean; lastStep: number } | null;
  invitation: { hash: string; expiresAt: Date } | null;
  /** Sessions of an earlier epoch have ended: one increment ends them all, without knowing them. */
  sessionEpoch: number;
  /** For the pairing rule (contract: *Roles*). */
  credentialActs: CredentialAct[];
  status: UserStatus;
  version: number;
  createdAt: Date;
}

const schema = new Schema(
  {
    emailIndex: { type: String, required: true },
    personal: { type: String, required: true },
    staffNumber: String,
    role: { type: String, enum: ROLES, required: true },
    resellerId: { type: String, default: null },
    uscc: { type: String, default: null },
    scope: {
      type: { _id: false, carriers: { type: [String], default: null }, provinces: { type: [String], default: null } },
      required: true,
    },
    passwordHash: { type: String, default: null },
    mustChangePassword: { type: Boolean, required: true },
    totp: { type: { _id: false, sealed: String, active: Boolean, lastStep: Number }, default: null },
    invitation: { type: { _id: false, hash: String, expiresAt: Date }, default: null },
    sessionEpoch: { type: Number, required: true },
    credentialActs: { type: [{ _id: false, by: String, kind: String, at: Date }], required: true },
    status: { type: String, enum: USER_STATUSES, required: true },
    version: { type: Number, required: true },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);
// serves: sign-in by e-mail; one account an address
schema.index({ emailIndex: 1 }, { unique: true });
// serves: sign-in by staff number; one account a number
schema.index({ staffNumber: 1 }, { unique: true, partialFilterExpression: { staffNumber: { $type: 'string' } } });
// serves: accepting an invitation
schema.index(
  { 'invitation.hash': 1 },
  { unique: true, partialFilterExpression: { 'invitation.hash': { $type: 'string' } } },
);
// serves: list of an organisation's users, newest first
schema.index({ resellerId: 1, _id: -1 });
// serves: the users of one legal entity
schema.index({ uscc: 1 }, { partialFilterExpression: { uscc: { $type: 'string' } } });

export const userModel = defineModel<UserRow>('User', schema, 'users');
