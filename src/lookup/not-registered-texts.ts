import type { Language } from '../http/problem.js';
import type { NotRegisteredReason } from './lookup-schemas.js';

/**
 * Why there is no record, and whom to ask: absence from this register says nothing against a number (domain.md §6).
 * @param on the past day that was asked about
 */
export function notRegisteredText(reason: NotRegisteredReason, language: Language, on?: string): string {
  return reason === 'not_held' && on !== undefined ? NOT_HELD_THEN[language] : TEXTS[reason][language];
}

const NOT_HELD_THEN: Record<Language, string> = {
  zh: '该号码在本登记簿的号段内，所查日期没有可以公示的使用单位。',
  en: 'This number belongs to this register; there is no holder to be shown for that day.',
};

const TEXTS: Record<NotRegisteredReason, Record<Language, string>> = {
  not_covered: {
    zh: '该号码不在本登记簿的号段内。这并不说明它有问题，请向号码所属的运营商查询。',
    en: 'This number is outside the blocks of this register. That says nothing against it: ask its carrier.',
  },
  not_held: {
    zh: '该号码在本登记簿的号段内，目前没有单位使用。',
    en: 'This number belongs to this register; no organisation uses it at present.',
  },
  not_a_400: {
    zh: '这不是 400 号码。本登记簿只登记 400 开头的 10 位号码，其他号码请向其运营商查询。',
    en: 'This is not a 400 number. The register holds ten-digit numbers that begin with 400; ask the carrier about others.',
  },
};
