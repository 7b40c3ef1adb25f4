import { isRealDate, LONG_TERM, parseChineseDate, parseValidityRange } from '../domain/chinese-date.js';
import { readValue, type Sheet } from './sheet.js';

/** A certain `YYYY-MM-DD` or `长期`; null when the field is doubtful or holds anything else. */
export function readDate(sheet: Sheet, field: string): string | null {
  const value = readValue(sheet, field)?.trim() ?? null;
  if (value === null) return null;
  if (value === LONG_TERM) return LONG_TERM;
  return isRealDate(value) ? value : null;
}

/**
 * The end of a term as licences print it: `2016年5月8日至2036年5月7日`, `2016-05-08至长期`, `至2036年5月7日`, `长期`, and
 * the wordings for a term without end. Null when no end can be told, also for a single date, which may be the start.
 */
export function termEnd(text: string): string | null {
  if (/长期|長期|永久|永续|无固定期限|不约定期限/u.test(text)) return LONG_TERM;
  const range = parseValidityRange(text);
  if (range !== null) return range.until;
  const end = /至([^至]+)$/u.exec(text.replace(/[止\s]+$/u, ''))?.[1];
  return end === undefined ? null : parseChineseDate(end);
}
