/** Calendar dates as papers print them, kept as `YYYY-MM-DD` strings, which compare as text. */

/** `YYYY-MM-DD`. Years 0001–9999. */
export type IsoDate = string;

/** What an identity card prints instead of an end date. */
export const LONG_TERM = '长期';

const MS_PER_DAY = 86_400_000;

// Papers write nought as ○, 零, 〇 or a letter O (domain.md §6); 廿, 卅 and the anti-forgery numerals also occur.
const NUMERALS: Readonly<Record<string, number>> = {
  ...{ 〇: 0, '○': 0, '◯': 0, 零: 0, O: 0, o: 0 },
  ...{ 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 元: 1 },
  ...{ 壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9 },
};

const WITH_SIGNS = /^([^年]+)年([^月]+)月([^日号]+)[日号]$/u;
const WITH_MARKS = /^([0-9]{4})([./-])([0-9]{1,2})\2([0-9]{1,2})$/u;
const ONE_DATE = String.raw`[0-9]{4}([./-])[0-9]{1,2}\2[0-9]{1,2}|[^年]{4}年[^月]{1,3}月[^日号]{1,4}[日号]`;
const RANGE = new RegExp(`^自?(${ONE_DATE})起?[-~至到]{1,3}(.+?)止?$`, 'u');

function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[〜∼]/gu, '~');
}

/** A four-digit year in digits or Chinese numerals, digit by digit. */
function yearOf(text: string): number | null {
  if (/^[0-9]{4}$/u.test(text)) return Number(text);
  const digits = Array.from(text, (character) => NUMERALS[character]);
  if (digits.length !== 4) return null;
  let year = 0;
  for (const digit of digits) {
    if (digit === undefined) return null;
    year = year * 10 + digit;
  }
  return year;
}

/** A month or day: `3`, `03`, `三`, `〇三`, `十`, `十二`, `二十`, `二十五`, `廿五`, `三十一`. */
function smallNumberOf(text: string): number | null {
  if (/^[0-9]{1,2}$/u.test(text)) return Number(text);
  const spelt = text.replace('廿', '二十').replace('卅', '三十').replace('拾', '十');
  const parts = /^(?:([^十])?(十))?([^十])?$/u.exec(spelt);
  if (parts === null || spelt === '') return /^[〇○零][^十]$/u.test(spelt) ? (NUMERALS[spelt.charAt(1)] ?? null) : null;
  const tens = parts[2] === undefined ? 0 : parts[1] === undefined ? 1 : NUMERALS[parts[1]];
  const ones = parts[3] === undefined ? 0 : NUMERALS[parts[3]];
  return tens === undefined || ones === undefined ? null : tens * 10 + ones;
}

function isoDate(year: number | null, month: number | null, day: number | null): IsoDate | null {
  if (year === null || month === null || day === null) return null;
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isRealDate(text) ? text : null;
}

/** Whether the text is `YYYY-MM-DD` and such a day exists in the (proleptic) Gregorian calendar. */
export function isRealDate(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u.test(text) || text.startsWith('0000')) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * The date that a text consists of, or null when it is anything else or no real calendar date. Reads `2026年3月5日`,
 * `2026.03.05`, `2026-03-05`, `2026/3/5`, `二〇二六年三月五日` (○, 零 or 〇), in full width and with blanks.
 */
export function parseChineseDate(text: string): IsoDate | null {
  const compact = tidy(text);
  const marked = WITH_MARKS.exec(compact);
  const [year, month, day] =
    marked === null ? (WITH_SIGNS.exec(compact) ?? []).slice(1) : [marked[1], marked[3], marked[4]];
  if (year === undefined || month === undefined || day === undefined) return null;
  return isoDate(yearOf(year), smallNumberOf(month), smallNumberOf(day));
}

export interface ValidityRange {
  readonly from: IsoDate;
  /** A date, or `长期`. */
  readonly until: string;
}

/**
 * The validity printed on an identity card's emblem side (`2016.05.08-2036.05.08`, `2016.05.08-长期`) or a licence
 * (`2016年5月8日至2036年5月7日`). Null when it cannot be read or ends before it begins.
 */
export function parseValidityRange(text: string): ValidityRange | null {
  const match = RANGE.exec(tidy(text));
  const from = parseChineseDate(match?.[1] ?? '');
  const end = match?.[3] ?? '';
  const until = end === LONG_TERM ? LONG_TERM : parseChineseDate(end);
  if (from === null || until === null) return null;
  return until !== LONG_TERM && until < from ? null : { from, until };
}

/** The same day `years` later (or earlier, when negative); 29 February becomes 28 February in a common year. */
export function addYears(date: IsoDate, years: number): IsoDate {
  const year = String(Number(date.slice(0, 4)) + years).padStart(4, '0');
  const same = `${year}${date.slice(4)}`;
  return isRealDate(same) ? same : `${year}-02-28`;
}

/** `days` later (or earlier, when negative). Expects a real date. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Days from `from` to `to`; negative when `to` is earlier. Expects real dates. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS_PER_DAY;
}

export function isBefore(date: IsoDate, other: IsoDate): boolean {
  return date < other;
}

export function isAfter(date: IsoDate, other: IsoDate): boolean {
  return date > other;
}

/** Whether something valid until this date (inclusive; `长期` never ends) is still valid on `today`. */
export function isInForce(validUntil: string, today: IsoDate): boolean {
  return validUntil === LONG_TERM || validUntil >= today;
}
