import type { Deps } from '../deps.js';
import type { Declared } from '../domain/application.js';
import { provinceAndCity } from '../domain/region.js';
import { parseLandingNumber } from '../domain/landing-number.js';
import type { ApplicationRow } from './application-model.js';

type SealedRow = Pick<ApplicationRow, '_id' | 'sealed'>;

/** What the applicant declared, decrypted. Callers that show it to a person log the access (documents/access-log.ts). */
export function openDeclared(deps: Pick<Deps, 'cipher'>, row: SealedRow): Declared {
  return deps.cipher.openJson(aad(row._id.toHexString()), bytes(row.sealed)) as Declared;
}

/** What the register held when the draft was opened; null for what is new. */
export function openBefore(
  deps: Pick<Deps, 'cipher'>,
  row: Pick<ApplicationRow, '_id' | 'sealedBefore'>,
): Declared | null {
  if (row.sealedBefore === null) return null;
  return deps.cipher.openJson(beforeAad(row._id.toHexString()), bytes(row.sealedBefore)) as Declared;
}

export function sealBefore(deps: Pick<Deps, 'cipher'>, id: string, before: Declared): Buffer {
  return deps.cipher.sealJson(beforeAad(id), before);
}

/** The columns of an application that follow from what is declared: sealed, indexed blindly, or public anyway. */
export function columnsOf(
  deps: Pick<Deps, 'cipher'>,
  id: string,
  declared: Declared,
): Pick<
  ApplicationRow,
  'sealed' | 'blind' | 'numbers' | 'carrier' | 'province' | 'city' | 'entityName' | 'uscc' | 'entityType'
> {
  const { entity, legalRepresentative, agent, landingNumbers } = declared;
  const place = entity.address === undefined ? { province: null, city: null } : provinceAndCity(entity.address);
  const person = (idNumber: string | undefined) => (idNumber === undefined ? null : personIndex(deps, idNumber));
  return {
    sealed: deps.cipher.sealJson(aad(id), declared),
    blind: {
      legalRepresentative: person(legalRepresentative?.idNumber),
      agent: person(agent?.idNumber),
      landing: landingNumbers.map(({ number }) => landingIndex(deps, number)),
    },
    numbers: [...declared.numbers],
    carrier: declared.carrier,
    province: place.province,
    city: place.city,
    entityName: entity.name ?? null,
    uscc: entity.uscc ?? null,
    entityType: entity.type ?? null,
  };
}

export function personIndex(deps: Pick<Deps, 'cipher'>, idNumber: string): string {
  return deps.cipher.blindIndex('person', idNumber.toUpperCase());
}

export function landingIndex(deps: Pick<Deps, 'cipher'>, number: string): string {
  return deps.cipher.blindIndex('landing', parseLandingNumber(number) ?? number);
}

/** `lean()` gives BSON binaries where the schema says Buffer. */
export function bytes(value: Buffer | { readonly buffer: Uint8Array }): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer);
}

function beforeAad(applicationId: string): string {
  return `before:${applicationId}`;
}

function aad(applicationId: string): string {
  return `application:${applicationId}`;
}
