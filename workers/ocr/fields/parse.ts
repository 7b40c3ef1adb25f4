import { parseChineseDate } from '../../../src/domain/chinese-date.js';
import { parseCitizenId } from '../../../src/domain/citizen-id.js';
import { isValidUscc } from '../../../src/domain/uscc.js';
import { fold } from './fold.js';

/** Take values out of recognised text. None of these *repairs*: what does not fit gives null. */

const USCC_PLACE = /[0-9A-Z]{18}/;

/** The first run of 18 capitals and digits. I, O, S, V and Z are not in the code's alphabet: I and O can only be 1 and 0 (GB 32100-2015 §4). */
export function parseUscc(text: string): string | null {
  const compact = text.toUpperCase().replace(/[\s.·:：\-—]/g, '');
  const found = USCC_PLACE.exec(compact)?.[0];
  return found === undefined || isIdNumber(found) ? null : found.replaceAll('I', '1').replaceAll('O', '0');
}

/** Both codes have 18 characters; one whose check digit is right as an ID number and not as a USCC is the former. */
const isIdNumber = (text: string): boolean => parseCitizenId(text, '9999-12-31')?.valid === true && !isValidUscc(text);

/** The first 18-character citizen identity number; a final × or x is the check character X. */
export function parseIdNumber(text: string): string | null {
  const compact = text
    .toUpperCase()
    .replace(/[\s.·:：]/g, '')
    .replace(/[×✕]/g, 'X');
  return /(?<![0-9])[0-9]{17}[0-9X](?![0-9])/.exec(compact)?.[0] ?? null;
}

const DATE =
  /[0-9〇○零一二三四五六七八九]{4}[年.\-/．·][0-9〇○零一二三四五六七八九十]{1,3}[月.\-/．·][0-9〇○零一二三四五六七八九十]{1,3}日?/g;

/** Every date in the text as `YYYY-MM-DD`, in order. */
export function findDates(text: string): string[] {
  return [...text.replace(/\s/g, '').matchAll(DATE)].flatMap((m) => {
    const date = parseChineseDate(m[0].replace(/[．·]/g, '.'));
    return date === null ? [] : [date];
  });
}

/** Whether a line begins as a date does; a seal may hide its end (2014年9月22) or a digit (200年10月22日), which a closer look may find. */
export const looksLikeDate = (text: string): boolean =>
  parseDate(text) !== null || /[0-9]{3,4}年[0-9]{1,2}月?[0-9]{0,2}[^0-9]{0,2}$/.test(text.replace(/\s/g, ''));

export const parseDate = (text: string): string | null => findDates(text)[0] ?? null;

/** The end of a span `…至 DATE`, `DATE-DATE` or `DATE-长期`. */
export function parseUntil(text: string): string | null {
  if (/长期|永久|無固定期限|无固定期限/.test(text)) return '长期';
  return findDates(text)[1] ?? null;
}

/** What may stand in a name: Chinese characters (also the rare planes), Latin letters, the dots of transcribed names. */
const NAME_CHARS = String.raw`\p{Script=Han}〇A-Za-z·•・‧.\s`;

/** Foreigners' cards print the family name, a comma and the given names. */
const PERSON_NAME = new RegExp(`^[:：]?([A-Za-z][A-Za-z .'-]*[,，][A-Za-z .'-]*[A-Za-z]|[${NAME_CHARS}]+)`, 'u');

/** A person's name: everything up to the first character that cannot be in one; null when shorter than two. */
export function parsePerson(text: string): string | null {
  const name = PERSON_NAME.exec(text.trim())?.[1]?.trim() ?? '';
  const stripped = name.replace(/(先生|女士|同志)$/, '');
  return Array.from(stripped).length >= 2 && Array.from(stripped).length <= 40 ? stripped : null;
}

/** After the form of a company a branch or its canteen goes on; one or two characters that end no name are a watermark's. */
const LEFT_OVER = /((?:有限责任|股份有限|有限)公司)[\p{Script=Han}A-Za-z0-9]{1,2}$/u;

/** An organisation's name: punctuation ends it, brackets belong to it. */
export function parseEntity(text: string): string | null {
  const name =
    new RegExp(String.raw`^[:：]?([\p{Script=Han}〇A-Za-z0-9（）()·•・‧&.\-—*＊\s]+)`, 'u').exec(text.trim())?.[1] ??
    '';
  const whole = name.replace(/^[（(](?:公章|盖章|签章)[）)]/, '').trim();
  const trimmed = endsAsOrganisation(whole) ? whole : whole.replace(LEFT_OVER, '$1');
  return Array.from(trimmed).length >= 3 ? trimmed : null;
}

/** How names of organisations end (名称登记管理规定 art. 6: trade and form of organisation). */
const ORGANISATION =
  /(?:公司|企业|集团|超市|中心|学|个体工商户|[厂店行部社所院馆坊室铺场园站会校屋吧楼庄城轩阁堂摊档队团户]|普通合伙\)|有限合伙\))$/u;
export const endsAsOrganisation = (name: string): boolean => ORGANISATION.test(fold(name));

export const parseText = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const DAY = String.raw`\d{4}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?`;
const OPEN_END = '长期|永久|永续|无固定期限|不约定期限';
const TERM = new RegExp(
  `^(?:自?${DAY}起?[至到~—–－-]+(?:${DAY}|${OPEN_END})止?|自?${DAY}起?(?:${OPEN_END})|${OPEN_END}|\\d{1,3}年)$`,
  'u',
);

/** Whether this is a term of business and nothing besides: from a day to a day or for good, or a number of years. */
export const isTerm = (text: string): boolean => TERM.test(fold(text));
