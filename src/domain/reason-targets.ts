import { DOCUMENT_KINDS, type DocumentKind } from './ocr-fields.js';
import type { ReasonCode } from './reason-codes.js';

/** What an applicant may change to answer a reason: document kinds to send again, members to correct. */
export interface ReasonTarget {
  readonly documentKinds: readonly DocumentKind[];
  readonly members: readonly string[];
}

const ENTITY: readonly DocumentKind[] = ['business_licence', 'entity_certificate', 'bundle'];
const IDS: readonly DocumentKind[] = [
  'legal_representative_id',
  'legal_representative_id_front',
  'legal_representative_id_back',
  'agent_id',
  'agent_id_front',
  'agent_id_back',
  'bundle',
];
const LETTER: readonly DocumentKind[] = ['authorisation_letter', 'bundle'];
const SEALED: readonly DocumentKind[] = [
  'business_licence',
  'entity_certificate',
  'authorisation_letter',
  'acceptance_form',
  'commitment_letter',
  'bundle',
];
const ANY: ReasonTarget = { documentKinds: DOCUMENT_KINDS, members: [] };
const EVERYTHING: ReasonTarget = {
  documentKinds: DOCUMENT_KINDS,
  members: ['entity', 'legalRepresentative', 'agent', 'purpose', 'industry', 'landingNumbers', 'multiNumberReason'],
};
const PEOPLE = ['legalRepresentative', 'agent', 'entity.legalRepresentative'];

const TARGETS: Partial<Record<ReasonCode, ReasonTarget>> = {
  MISSING_DOCUMENT: ANY,
  BLURRED: ANY,
  INCOMPLETE_IMAGE: ANY,
  COVERED_OR_GLARE: ANY,
  ALTERED: ANY,
  UNSTAMPED_COPY: { documentKinds: SEALED, members: [] },
  SEAL_MISSING: { documentKinds: SEALED, members: [] },
  SEAL_UNCLEAR: { documentKinds: SEALED, members: [] },
  SEAL_WRONG_TYPE: { documentKinds: SEALED, members: [] },
  SEAL_NAME_MISMATCH: { documentKinds: SEALED, members: ['entity.name'] },
  LICENCE_EXPIRED: { documentKinds: ENTITY, members: [] },
  LICENCE_NOT_LATEST: { documentKinds: ENTITY, members: ['entity'] },
  LICENCE_REVOKED: { documentKinds: ENTITY, members: [] },
  ABNORMAL_LIST: { documentKinds: ENTITY, members: [] },
  NAME_MISMATCH: { documentKinds: [...ENTITY, ...LETTER], members: ['entity.name'] },
  USCC_INVALID: { documentKinds: ENTITY, members: ['entity.uscc'] },
  USCC_MISMATCH: { documentKinds: [...ENTITY, ...LETTER], members: ['entity.uscc'] },
  LEGAL_REPRESENTATIVE_MISMATCH: { documentKinds: [...ENTITY, ...IDS, ...LETTER], members: PEOPLE },
  ID_EXPIRED: { documentKinds: IDS, members: PEOPLE },
  ID_INVALID: { documentKinds: IDS, members: PEOPLE },
  ID_NAME_MISMATCH: { documentKinds: [...IDS, ...LETTER], members: PEOPLE },
  ID_SIDE_MISSING: { documentKinds: IDS, members: [] },
  LETTER_MISSING: { documentKinds: LETTER, members: [] },
  LETTER_EXPIRED: { documentKinds: LETTER, members: [] },
  LETTER_INCOMPLETE: { documentKinds: LETTER, members: [] },
  LETTER_SCOPE_MISMATCH: { documentKinds: LETTER, members: [] },
  AGENT_NOT_EMPLOYEE: { documentKinds: [...IDS, ...LETTER], members: ['agent'] },
  FORM_INCOMPLETE: { documentKinds: ['acceptance_form', 'commitment_letter', 'bundle'], members: EVERYTHING.members },
  COMMITMENT_UNSIGNED: { documentKinds: ['commitment_letter', 'bundle'], members: [] },
  PURPOSE_UNCLEAR: { documentKinds: ['other'], members: ['purpose', 'industry'] },
  PURPOSE_MISMATCH: { documentKinds: ['other', 'industry_licence'], members: ['purpose', 'industry'] },
  INDUSTRY_LICENCE_MISSING: { documentKinds: ['industry_licence', 'bundle'], members: ['industry'] },
  INDUSTRY_PROHIBITED: { documentKinds: [], members: ['purpose', 'industry'] },
  LIMIT_EXCEEDED: { documentKinds: ['multi_number_proof'], members: ['multiNumberReason'] },
  MULTI_NUMBER_PROOF_MISSING: { documentKinds: ['multi_number_proof', 'bundle'], members: ['multiNumberReason'] },
  LANDING_NUMBER_UNREGISTERED: { documentKinds: ['other'], members: ['landingNumbers'] },
};

/** A reason without a row of its own opens everything: better too much than an applicant locked out. */
export function targetOf(reason: ReasonCode): ReasonTarget {
  return TARGETS[reason] ?? EVERYTHING;
}
