/** 400 numbers as people write them, and the ten digits `400XXXXXXX` that the registry stores (domain.md §2, §6). */
import type { Carrier } from './number-status.js';

// What people put between digits: blanks, any dash (minus and long vowel mark included, they look the same), brackets
// and the dot, which RFC 3966 §5.1.1 counts among the visual separators. No line break: that starts another number.
const SEPARATOR = String.raw`[ \t.()\[\]【】〔〕\p{Pd}\u2212\u30fc]`;
const GAP = `${SEPARATOR}{0,4}`;
const DIGITS = `4${GAP}0${GAP}0(?:${GAP}[0-9]){7}`;
const COUNTRY_CODE = `(?:(?:\\+|00)?${SEPARATOR}?86${GAP})?`;
const EXTENSION_MARK = String.raw`(?:转接?|轉接?|分机号?|分機號?|内线|#|ext(?:ension|n)?\.?|x)`;
// At most two marks (转分机) and no repeated group: the expression must stay linear on hostile input.
const EXTENSION = `[ ,]{0,4}${EXTENSION_MARK}[ :]{0,4}(?:${EXTENSION_MARK}[ :]{0,4})?(?:[0-9]{1,8}|人工)?#?`;
// RFC 3966 §3: parameters such as ;ext=8001 follow the number.
const TEL_PARAMETERS = String.raw`(?:;[a-z0-9-]+(?:=[^;\s]*)?)*`;

const WRITTEN = new RegExp(
  `^(?:tel:)?${GAP}${COUNTRY_CODE}${GAP}(${DIGITS})${GAP}(?:${EXTENSION})?${TEL_PARAMETERS}$`,
  'iu',
);
const IN_MESSAGE = new RegExp(`(?<![0-9+])${COUNTRY_CODE}(${DIGITS})(?![0-9])`, 'gu');
const FORGED = new RegExp(`(?<![0-9])(?:\\+|00)${GAP}(?:86${GAP})?${DIGITS}(?![0-9])`, 'u');

// Zero-width and direction marks come along when a number is copied from a chat or a PDF.
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

function readable(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '');
}

function digitsOf(written: string): string {
  return written.replace(/[^0-9]/gu, '');
}

/** Whether the text is already in the stored form: `400` and seven digits, nothing else. */
export function is400Number(text: string): boolean {
  return /^400[0-9]{7}$/u.test(text);
}

/**
 * The stored form of one written number, or null when the text is not exactly one 400 number. Full-width digits,
 * dashes, brackets, blanks, `tel:`, `+86`/`0086`/`86` and a trailing extension (转8001, 分机 8001, #8001, ext 8001) are
 * accepted and dropped; the country code only when 400 and seven digits remain (domain.md §2).
 */
export function normaliseNumber(text: string): string | null {
  const written = WRITTEN.exec(readable(text).trim())?.[1];
  return written === undefined ? null : digitsOf(written);
}

/** Every different 400 number in a pasted message, in stored form and in order of appearance. */
export function findNumbers(text: string): string[] {
  const found = new Set<string>();
  for (const match of readable(text).matchAll(IN_MESSAGE)) {
    if (match[1] !== undefined) found.add(digitsOf(match[1]));
  }
  return [...found];
}

/**
 * Whether a *caller ID* shows `+`, `+86`, `00` or `0086` before a 400 number: 400 numbers only receive calls, so such a
 * display is itself a sign of fraud (domain.md §6). Meant for what a phone showed, not for how a website writes a number.
 */
export function looksLikeForgedCallerId(text: string): boolean {
  return FORGED.test(readable(text));
}

/** `400-XXX-XXXX`, the way numbers are shown. Expects the stored form. */
export function displayNumber(number: string): string {
  return `${number.slice(0, 3)}-${number.slice(3, 6)}-${number.slice(6)}`;
}

/** `+86400XXXXXXX`. Expects the stored form. */
export function toE164(number: string): string {
  return `+86${number}`;
}

/** The ENUM domain (RFC 6116 §3.2): the digits of the E.164 number reversed, dot separated, under `e164.arpa`. */
export function toEnum(number: string): string {
  return `${Array.from(`86${number}`).reverse().join('.')}.e164.arpa`;
}

/** The stored form for an ENUM domain (any case, with or without the final dot), or null when it is no 400 number's. */
export function fromEnum(domain: string): string | null {
  const labels = /^((?:[0-9]\.){12})e164\.arpa\.?$/iu.exec(domain)?.[1];
  if (labels === undefined) return null;
  const digits = Array.from(digitsOf(labels)).reverse().join('');
  return digits.startsWith('86') && is400Number(digits.slice(2)) ? digits.slice(2) : null;
}

export interface DefaultCarrier {
  readonly carrier: Carrier | null;
  /** False where the sources are weak (domain.md §2, confidence L): show a warning. */
  readonly confident: boolean;
}

const UNKNOWN_CARRIER: DefaultCarrier = { carrier: null, confident: false };

const CARRIER_BY_FOURTH_DIGIT: Readonly<Record<string, DefaultCarrier>> = {
  '0': { carrier: 'CU', confident: true },
  '1': { carrier: 'CM', confident: true },
  '2': { carrier: 'CU', confident: false },
  '5': { carrier: 'CM', confident: false },
  '6': { carrier: 'CU', confident: true },
  '7': { carrier: 'CM', confident: true }, // formerly China Tietong 铁通
  '8': { carrier: 'CT', confident: true },
  '9': { carrier: 'CT', confident: true },
};

/** The carrier that the fourth digit suggests: a default and a warning only; the carrier is stored on the number. */
export function defaultCarrier(number: string): DefaultCarrier {
  if (!is400Number(number)) return UNKNOWN_CARRIER;
  return CARRIER_BY_FOURTH_DIGIT[number.charAt(3)] ?? UNKNOWN_CARRIER;
}

/** 豹子号 AAA · 顺子 ABC · AABB · ABAB · 尾号 8 · 不含 4 (domain.md §6), found in the seven digits after 400. */
export const LUCKY_PATTERNS = ['AAA', 'ABC', 'AABB', 'ABAB', 'TAIL_8', 'NO_4'] as const;
export type LuckyPattern = (typeof LUCKY_PATTERNS)[number];

const LUCKY: Readonly<Record<LuckyPattern, RegExp>> = {
  AAA: /([0-9])\1\1/u,
  ABC: /012|123|234|345|456|567|678|789/u,
  AABB: /([0-9])\1(?!\1)([0-9])\2/u,
  ABAB: /([0-9])(?!\1)([0-9])\1\2/u,
  TAIL_8: /8$/u,
  NO_4: /^[^4]*$/u,
};

/** The anchored expression for all ten digits of a number with this pattern; also fit for a database query. */
export function luckyToRegExp(pattern: LuckyPattern): RegExp {
  const { source } = LUCKY[pattern];
  return new RegExp(source.startsWith('^') ? `^400${source.slice(1)}` : `^400[0-9]*(?:${source})`, 'u');
}

/** The lucky patterns of a number in stored form, in the order of `LUCKY_PATTERNS`. */
export function luckyPatterns(number: string): LuckyPattern[] {
  const free = number.slice(3);
  return LUCKY_PATTERNS.filter((pattern) => LUCKY[pattern].test(free));
}

/** How people choose numbers. Every member given must hold; none given matches everything. */
export interface NumberPattern {
  /** Digits anywhere in the ten; with `*` (any run of digits) or `?` (one digit) it describes the whole number: `*888`. */
  readonly contains?: string | undefined;
  readonly startsWith?: string | undefined;
  readonly endsWith?: string | undefined;
  /** Digits that must not occur in the seven after 400, such as `4`. */
  readonly without?: string | undefined;
  readonly lucky?: readonly LuckyPattern[] | undefined;
}

/**
 * The anchored expression for a wish such as `*888` or `400888????`: `*` any run of digits, `?` one digit; plain digits
 * mean "anywhere". Also fit for a database query. Null when the wish holds anything else or is over 20 characters.
 */
export function wishToRegExp(wish: string): RegExp | null {
  if (!/^[0-9*?]{1,20}$/u.test(wish)) return null;
  if (!/[*?]/u.test(wish)) return new RegExp(wish, 'u');
  // Neighbouring stars are one star: repeated `[0-9]*` would only cost time.
  const source = wish.replace(/\*+/gu, '[0-9]*').replace(/\?/gu, '[0-9]');
  return new RegExp(`^${source}$`, 'u');
}

/** Whether a number in stored form fits the wish; an unreadable `contains` fits nothing. */
export function matchesPattern(number: string, pattern: NumberPattern): boolean {
  const { contains, startsWith = '', endsWith = '', without = '', lucky = [] } = pattern;
  if (contains !== undefined && !(wishToRegExp(contains)?.test(number) ?? false)) return false;
  const free = number.slice(3);
  const found = luckyPatterns(number);
  return (
    number.startsWith(startsWith) &&
    number.endsWith(endsWith) &&
    !Array.from(without).some((digit) => free.includes(digit)) &&
    lucky.every((wanted) => found.includes(wanted))
  );
}
