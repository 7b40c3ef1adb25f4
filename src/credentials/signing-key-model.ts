import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** One key that signs credentials. `_id` is its id in JWKS: the JWK thumbprint (RFC 7638). */
export interface SigningKeyRow {
  _id: string;
  /** Public part, RFC 8037: `{kty: OKP, crv: Ed25519, x}`. */
  x: string;
  /** Private part (PKCS 8), sealed. */
  privateKey: string;
  /** From when it signs; it is published before. */
  activeFrom: Date;
  /** Taken out of JWKS at once, because somebody else may have it. */
  withdrawn: boolean;
  createdAt: Date;
}

const schema = new Schema<SigningKeyRow>(
  {
    _id: { type: String, required: true },
    x: { type: String, required: true },
    privateKey: { type: String, required: true },
    activeFrom: { type: Date, required: true },
    withdrawn: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, _id: false, strict: 'throw' },
);
// serves: the keys that may still be needed, newest first
schema.index({ activeFrom: -1 });

export const signingKeyModel = defineModel<SigningKeyRow>('SigningKey', schema, 'signing_keys');
