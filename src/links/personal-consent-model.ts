import { Schema, type Types } from 'mongoose';
import { CONSENTING_PERSONS, type ConsentingPerson } from '../domain/personal-consent.js';
import { defineModel } from '../platform/mongo.js';

/** What a person said about the handling of their own information; never changed, the latest one counts. */
export interface PersonalConsentRow {
  _id: Types.ObjectId;
  applicationId: string;
  person: ConsentingPerson;
  answer: 'given' | 'withdrawn';
  /** Whether what was read from the papers is right, in that person's own judgement. */
  readingRight: boolean | null;
  textVersion: string;
  /** SHA-256 of the text as it was shown, hex. */
  textHash: string;
  language: 'zh' | 'en';
  channel: 'customer_link';
  linkId: string;
  at: Date;
}

const schema = new Schema(
  {
    applicationId: { type: String, required: true },
    person: { type: String, enum: CONSENTING_PERSONS, required: true },
    answer: { type: String, enum: ['given', 'withdrawn'], required: true },
    readingRight: { type: Boolean, default: null },
    textVersion: { type: String, required: true },
    textHash: { type: String, required: true },
    language: { type: String, required: true },
    channel: { type: String, required: true },
    linkId: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);
// serves: what the people of a dossier said, latest first
schema.index({ applicationId: 1, _id: -1 });

export const personalConsentModel = defineModel<PersonalConsentRow>(
  'PersonalConsent',
  schema as Schema<PersonalConsentRow>,
  'personal_consents',
);
