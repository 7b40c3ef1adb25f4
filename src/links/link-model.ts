import { Schema, type Types } from 'mongoose';
import type { Principal } from '../accounts/principal.js';
import { CONSENTING_PERSONS, type ConsentingPerson } from '../domain/personal-consent.js';
import { defineModel } from '../platform/mongo.js';

/** `hand_over`: the issuer's own phone becomes the camera. `customer`: a person of the dossier brings their own papers. */
export const LINK_PURPOSES = ['hand_over', 'customer'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** A key to one dossier, for uploading and nothing more. Only the hash of its secret is kept. */
export interface LinkRow {
  _id: Types.ObjectId;
  /** SHA-256 of the secret. */
  hash: string;
  purpose: LinkPurpose;
  /** Whose papers; null for a hand-over. */
  person: ConsentingPerson | null;
  applicationId: string;
  /** The link can do no more than who issued it can at that moment. */
  issuer: { kind: Principal['kind']; id: string };
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

const schema = new Schema(
  {
    hash: { type: String, required: true },
    purpose: { type: String, enum: LINK_PURPOSES, required: true },
    person: { type: String, enum: [...CONSENTING_PERSONS, null], default: null },
    applicationId: { type: String, required: true },
    issuer: { type: { _id: false, kind: String, id: String }, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    revokedAt: { type: Date, default: null },
    lastUsedAt: { type: Date, default: null },
  },
  { versionKey: false },
);
// serves: who holds this secret
schema.index({ hash: 1 }, { unique: true });
// serves: the links of a dossier, newest first
schema.index({ applicationId: 1, _id: -1 });

export const linkModel = defineModel<LinkRow>('DossierLink', schema as Schema<LinkRow>, 'dossier_links');
