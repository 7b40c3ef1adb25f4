import type { CHECK_CODES } from '../domain/checks.js';
import { checkComplete } from './complete.js';
import { checkKind, checkReadable } from './document.js';
import { checkNotReused } from './document-origin.js';
import { checkNumberCap, checkOrganisation } from './entity.js';
import { checkBlocklist, checkBusinessStatus } from './entity-standing.js';
import { checkBirth, checkSex } from './id-consistency.js';
import { checkAdult, checkSides } from './id-holder.js';
import { checkIdName, checkIdNumber, checkNumberChecksum } from './id-number.js';
import { checkIdInForce, checkValidityLength } from './id-validity.js';
import { checkLandingFormat, checkLandingRegistered, checkLandingShared } from './landing.js';
import { checkLetterAgent, checkLetterEntity, checkLetterNumbers } from './letter.js';
import { checkLetterInForce, checkLetterSeal } from './letter-validity.js';
import { checkLegalRepresentative, checkName, checkUscc, checkUsccChecksum } from './licence.js';
import { checkLicenceQr } from './licence-qr.js';
import { checkLicenceInForce, checkLicenceSeal } from './licence-validity.js';
import { checkContact, checkContactNotReseller, checkEntityCount } from './person.js';
import { checkIndustry } from './purpose.js';
import { checkReseller } from './reseller.js';
import type { CheckFunction } from './result.js';
import { checkUnaltered } from './unaltered.js';

/** Codes found by program; the human ones appear once a reviewer has recorded them. */
export type ProgramCheckCode = (typeof CHECK_CODES)[number];

/** Every check of the contract and the pure function that answers it. What each compares stands in docs/checks.md. */
export const CHECK_TABLE: Readonly<Record<ProgramCheckCode, CheckFunction>> = {
  'dossier.complete': checkComplete,
  'document.readable': checkReadable,
  'document.kind': checkKind,
  'document.unaltered': checkUnaltered,
  'document.not_reused': checkNotReused,
  'licence.uscc_checksum': checkUsccChecksum,
  'licence.uscc_matches': checkUscc,
  'licence.name_matches': checkName,
  'licence.legal_representative_matches': checkLegalRepresentative,
  'licence.in_force': checkLicenceInForce,
  'licence.seal': checkLicenceSeal,
  'licence.qr_matches': checkLicenceQr,
  'id.number_checksum': checkNumberChecksum,
  'id.number_matches': checkIdNumber,
  'id.name_matches': checkIdName,
  'id.birth_matches': checkBirth,
  'id.sex_matches': checkSex,
  'id.in_force': checkIdInForce,
  'id.validity_length': checkValidityLength,
  'id.adult': checkAdult,
  'id.sides_present': checkSides,
  'letter.entity_matches': checkLetterEntity,
  'letter.agent_matches': checkLetterAgent,
  'letter.number_matches': checkLetterNumbers,
  'letter.in_force': checkLetterInForce,
  'letter.seal': checkLetterSeal,
  'entity.organisation': checkOrganisation,
  'entity.number_cap': checkNumberCap,
  'entity.blocklist': checkBlocklist,
  'entity.business_status': checkBusinessStatus,
  'person.entity_count': checkEntityCount,
  'contact.confirmed': checkContact,
  'contact.not_reseller': checkContactNotReseller,
  'landing.format': checkLandingFormat,
  'landing.registered': checkLandingRegistered,
  'landing.shared': checkLandingShared,
  'purpose.industry': checkIndustry,
  'reseller.authorised': checkReseller,
};
