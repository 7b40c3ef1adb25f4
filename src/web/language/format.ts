import { useMemo } from 'react';
import { useLanguage, type Language } from './language.tsx';

/** Every deadline and printed date is Beijing time, wherever the reader sits (domain.md §6). */
const ZONE = 'Asia/Shanghai';

export interface Format {
  /** `2026-11-25 18:05`, sortable and the same in both languages. */
  dateTime(instant: string): string;
  /** `18:05` */
  time(instant: string): string;
  /** `11月25日` / `25 Nov` */
  day(instant: string): string;
  count(value: number): string;
  /** `12.5%`, of a share between 0 and 1 */
  percent(share: number): string;
  /** `8.4 MB` */
  bytes(value: number): string;
  list(items: readonly string[]): string;
}

export function formatIn(language: Language): Format {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const stamp = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(locale, { timeZone: ZONE, month: 'short', day: 'numeric' });
  const count = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    dateTime: (instant) => stamp.format(new Date(instant)),
    time: (instant) => stamp.format(new Date(instant)).slice(-5),
    day: (instant) => day.format(new Date(instant)),
    count: (value) => count.format(value),
    percent: (share) => percent.format(share),
    bytes: (value) =>
      value < 1_000_000 ? `${Math.max(1, Math.round(value / 1_000))} kB` : `${(value / 1_000_000).toFixed(1)} MB`,
    list: (items) => list.format(items),
  };
}

export function useFormat(): Format {
  const { language } = useLanguage();
  return useMemo(() => formatIn(language), [language]);
}
