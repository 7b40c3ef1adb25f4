/** Unified social credit codes and the numbers they replaced: shape, check digits, category (domain.md §3). */
import { type BilingualText, type EntityKind, USCC_AUTHORITIES, USCC_TYPES } from './uscc-types.js';

/** The 31 characters of GB 32100-2015: digits and capitals without I, O, S, V, Z. */
export const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const USCC_SHAPE = /^[1-9AGJNQY][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

// GB 11714 counts A=10 … Z=35 without gaps, so J is 19 here and 18 in the USCC.
const ORGANISATION_CODE_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_CODE_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Sum of value × weight, or null when the text is shorter than the weights or holds a character outside the alphabet. */
function weightedSum(text: string, alphabet: string, weights: readonly number[]): number | null {
  let sum = 0;
  for (const [at, weight] of weights.entries()) {
    const character = text.charAt(at);
    const value = character === '' ? -1 : alphabet.indexOf(character);
    if (value < 0) return null;
    sum += value * weight;
  }
  return sum;
}

/** Whether the text has the 18-character shape of a USCC (capitals, no blanks); the check digits are not looked at. */
export function hasUsccShape(text: string): boolean {
  return USCC_SHAPE.test(text);
}

/** The 18th character for the first 17 (GB 32100-2015 §4.6), or null when they hold a foreign character. */
export function usccCheckDigit(first17: string): string | null {
  const sum = weightedSum(first17, USCC_ALPHABET, USCC_WEIGHTS);
  return sum === null ? null : USCC_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/**
 * Whether shape and check digit are right. Codes issued in early pilots can fail the check digit and still be legal:
 * a miss is a flag for a person, never a refusal. The organisation code's own digit is `hasValidOrganisationPart`.
 */
export function isValidUscc(text: string): boolean {
  return hasUsccShape(text) && usccCheckDigit(text) === text.charAt(17);
}

/** The ninth character of an organisation code for its first eight (GB 11714), or null for a foreign character. */
export function organisationCodeCheckDigit(first8: string): string | null {
  const sum = weightedSum(first8, ORGANISATION_CODE_ALPHABET, ORGANISATION_CODE_WEIGHTS);
  if (sum === null) return null;
  const check = 11 - (sum % 11);
  if (check === 10) return 'X';
  return check === 11 ? '0' : String(check);
}

/** Whether a text such as `D2143569-X` (hyphen optional) is a right organisation code. */
export function isValidOrganisationCode(text: string): boolean {
  const compact = /^([0-9A-Z]{8})-?([0-9X])$/.exec(text);
  const body = compact?.[1];
  return body !== undefined && organisationCodeCheckDigit(body) === compact?.[2];
}

/** Whether characters 9–17 of a USCC are a right organisation code: a second, independent sign of a misread code. */
export function hasValidOrganisationPart(uscc: string): boolean {
  return hasUsccShape(uscc) && isValidOrganisationCode(uscc.slice(8, 17));
}

/** Whether a 15-digit registration number (before 2015) satisfies MOD 11,10 (GB/T 17710). Legacy evidence only. */
export function isValidRegistrationNumber15(text: string): boolean {
  if (!/^\d{15}$/.test(text)) return false;
  let product = 10;
  for (const digit of text.slice(0, 14)) {
    const sum = (product + Number(digit)) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10 === Number(text.charAt(14));
}

export interface UsccCategory {
  /** The registering authority (first character), null when it is not in the table. */
  readonly authority: BilingualText | null;
  /** The category (first two characters), null when it is not in the table. */
  readonly category: BilingualText | null;
  readonly kind: EntityKind;
  /** False: the prefix is not in domain.md §3; a warning for the reviewer. */
  readonly known: boolean;
}

/** What the first two characters say. Never throws: an unknown prefix is `{kind: 'other', known: false}`. */
export function usccCategory(uscc: string): UsccCategory {
  const type = USCC_TYPES[uscc.slice(0, 2)];
  const category = type === undefined ? null : { zh: type.zh, en: type.en };
  return {
    authority: USCC_AUTHORITIES[uscc.charAt(0)] ?? null,
    category,
    kind: type?.kind ?? 'other',
    known: type !== undefined,
  };
}

/** The kind of entity a USCC belongs to; `other` when its prefix does not say. */
export function entityTypeOf(uscc: string): EntityKind {
  return usccCategory(uscc).kind;
}
