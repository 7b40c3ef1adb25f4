/** Landing numbers (目的码/绑定号码): the lines on which calls to a 400 number end. */

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;
const SEPARATORS = /[\s.()\[\]\p{Pd}\u2212]/gu;
const EXTENSION = /(?:转|轉|分机|分機|#|ext\.?|x):?[0-9]{1,8}$/iu;

const MOBILE = /^1[3-9][0-9]{9}$/u;
// 010 and 02x have eight-digit subscriber numbers, four-digit area codes (03xx–09xx) seven or eight; none begins 0 or 1.
const FIXED_LINE = /^0(?:10|2[0-9])[2-9][0-9]{7}$|^0[3-9][0-9]{2}[2-9][0-9]{6,7}$/u;
// 95xxx and 96xxx service numbers, some longer (95105xxx, 950xxxxx).
const SERVICE_NUMBER = /^9[56][0-9]{3,6}$/u;

export type LandingNumberKind = 'mobile' | 'fixed' | 'service';

/** What kind of line a normalised landing number is, or null when it is none. */
export function landingNumberKind(normalised: string): LandingNumberKind | null {
  if (MOBILE.test(normalised)) return 'mobile';
  if (FIXED_LINE.test(normalised)) return 'fixed';
  return SERVICE_NUMBER.test(normalised) ? 'service' : null;
}

/**
 * The digits of a mobile number, of a fixed line with its area code (leading 0 included) or of a 95xxx/96xxx number; null
 * for anything else, also for a fixed line without area code and for a 400 number. `+86`/`0086`/`86`, separators and an
 * extension are dropped: the line is what counts.
 */
export function parseLandingNumber(text: string): string | null {
  const compact = text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/^\s*tel:/iu, '')
    .replace(SEPARATORS, '');
  const dialled = compact.replace(EXTENSION, '');
  if (!/^\+?[0-9]{5,17}$/u.test(dialled)) return null;
  const national = /^(?:\+|00)86([0-9]+)$/u.exec(dialled)?.[1];
  const candidates =
    national === undefined
      ? [dialled, dialled.replace(/^01(?=[3-9])/u, '1'), dialled.replace(/^86(?=1|0)/u, '')]
      : // Abroad the area code loses its 0: +86 571 8888 8888.
        [national, `0${national}`];
  return candidates.find((candidate) => landingNumberKind(candidate) !== null) ?? null;
}
