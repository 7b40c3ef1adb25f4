/** Citizen identity numbers (GB 11643-1999) and the validity of the cards that bear them (domain.md §3). */
import { addYears, type IsoDate, isRealDate, LONG_TERM } from './chinese-date.js';
import { isProvinceCode } from './region.js';

export type CitizenIdKind = 'resident_id' | 'hk_mo_tw_residence_permit' | 'foreign_permanent_resident';

export interface CitizenId {
  /** The check digit is right *and* the birth date is real and not in the future. */
  readonly valid: boolean;
  /** The check digit alone. */
  readonly checksum: boolean;
  /** `YYYY-MM-DD`; null when the eight digits are no calendar date or lie in the future. */
  readonly birth: IsoDate | null;
  readonly sex: 'male' | 'female';
  /** First two digits are a province's; false is at most a warning (old codes are real). */
  readonly regionKnown: boolean;
  readonly kind: CitizenIdKind;
}

const SHAPE = /^\d{17}[\dX]$/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_DIGITS = '10X98765432';
const RESIDENCE_PERMIT_PREFIXES = ['810000', '820000', '830000'];

/** The 18th character for the first 17 digits, or null when they are not 17 digits. */
export function citizenIdCheckDigit(first17: string): string | null {
  if (!/^\d{17}/.test(first17)) return null;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first17.charAt(at)), 0);
  return CHECK_DIGITS.charAt(sum % 11);
}

function kindOf(number: string): CitizenIdKind {
  if (number.startsWith('9')) return 'foreign_permanent_resident';
  return RESIDENCE_PERMIT_PREFIXES.includes(number.slice(0, 6)) ? 'hk_mo_tw_residence_permit' : 'resident_id';
}

/**
 * What a citizen ID number says, or null when the text has not its shape (17 digits and a digit or X; blanks around it
 * and a small x are tolerated). `today` is the business date: a birth after it makes the number invalid.
 */
export function parseCitizenId(text: string, today: IsoDate): CitizenId | null {
  const number = text.normalize('NFKC').trim().toUpperCase();
  if (!SHAPE.test(number)) return null;
  const written = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const birth = isRealDate(written) && written <= today ? written : null;
  const checksum = citizenIdCheckDigit(number) === number.charAt(17);
  const kind = kindOf(number);
  return {
    valid: checksum && birth !== null,
    checksum,
    birth,
    sex: Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female',
    // A foreign permanent resident's number has 9, then the region of issue: its province stands one digit later.
    regionKnown: isProvinceCode(kind === 'foreign_permanent_resident' ? number.slice(1, 3) : number.slice(0, 2)),
    kind,
  };
}

/** `110105********002X`: the first six and last four characters of an 18-character number. Others show the last two only. */
export function maskIdNumber(number: string): string {
  if (number.length === 18) return `${number.slice(0, 6)}********${number.slice(14)}`;
  return `${'*'.repeat(Math.max(number.length - 2, 0))}${number.length > 4 ? number.slice(-2) : '*'.repeat(Math.min(number.length, 2))}`;
}

/** Completed years at a date. A person born on 29 February completes a year on 1 March of a common year. */
export function ageOn(birth: IsoDate, date: IsoDate): number {
  const years = Number(date.slice(0, 4)) - Number(birth.slice(0, 4));
  return date.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** How many years a card is valid by age at issue, 居民身份证法 art. 5: under 16 → 5, 16–25 → 10, 26–45 → 20, then 长期. */
export type CardValidity = 5 | 10 | 20 | 'long_term';

export function expectedValidity(ageAtIssue: number): CardValidity {
  if (ageAtIssue < 16) return 5;
  if (ageAtIssue < 26) return 10;
  return ageAtIssue < 46 ? 20 : 'long_term';
}

/**
 * Whether a card's printed validity fits the holder's age at issue. A miss is a warning: cards of the first years and
 * replacement cards are not all alike. Takes `validUntil` as a date or `长期`.
 */
export function validityLengthPlausible(validFrom: IsoDate, validUntil: string, birth: IsoDate): boolean {
  if (validFrom < birth) return false;
  const expected = expectedValidity(ageOn(birth, validFrom));
  return expected === 'long_term' ? validUntil === LONG_TERM : validUntil === addYears(validFrom, expected);
}
