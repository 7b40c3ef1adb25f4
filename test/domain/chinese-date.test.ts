import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addYears,
  daysBetween,
  isAfter,
  isBefore,
  isInForce,
  isRealDate,
  parseChineseDate,
  parseValidityRange,
} from '../../src/domain/chinese-date.js';

const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const numerals = fc.constantFrom('〇一二三四五六七八九', '○一二三四五六七八九', '零一二三四五六七八九');

function small(value: number, digits: string): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10 === 0 ? '' : digits.charAt(value % 10);
  return tens === 0 ? ones : `${tens === 1 ? '' : digits.charAt(tens)}十${ones}`;
}

/** One date in every way papers write it. */
function writings(iso: string, digits: string): string[] {
  const [year = '', month = '', day = ''] = iso.split('-');
  const [m, d] = [Number(month), Number(day)];
  const spelt = year.replace(/[0-9]/g, (digit) => digits.charAt(Number(digit)));
  return [
    iso,
    `${year}.${month}.${day}`,
    `${year}/${m}/${d}`,
    `${year}年${m}月${d}日`,
    `${year} 年 ${month} 月 ${day} 日`,
    `${spelt}年${small(m, digits)}月${small(d, digits)}日`,
    `${year}－${month}－${day}`,
  ];
}

describe('parseChineseDate', () => {
  it('reads every real date in every way of writing', () => {
    fc.assert(
      fc.property(date, numerals, (iso, digits) => {
        for (const text of writings(iso, digits)) expect([text, parseChineseDate(text)]).toEqual([text, iso]);
      }),
    );
  });

  it('gives a real date or nothing for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9〇一二十年月日./-]{0,14}$/)), (text) => {
        const result = parseChineseDate(text);
        if (result !== null) expect(isRealDate(result)).toBe(true);
      }),
    );
  });

  it.each([
    ['二〇二六年三月五日', '2026-03-05'],
    ['二○二六年十二月三十一日', '2026-12-31'],
    ['二零二六年十月二十日', '2026-10-20'],
    ['二O二六年三月廿五日', '2026-03-25'],
    ['二〇二六年〇三月〇五日', '2026-03-05'],
    ['２０２６年３月５日', '2026-03-05'],
    ['2026年3月5号', '2026-03-05'],
    ['2024.02.29', '2024-02-29'],
    ['2023.02.29', null],
    ['2026年2月30日', null],
    ['2026-13-01', null],
    ['2026.3-5', null],
    ['2026年3月5', null],
    ['26年3月5日', null],
    ['二〇二六年十三月五日', null],
    ['二〇二六年三月十十日', null],
    ['0000-01-01', null],
    ['长期', null],
    ['', null],
  ])('%j → %j', (text, expected) => {
    expect(parseChineseDate(text)).toBe(expected);
  });
});

describe('parseValidityRange', () => {
  it.each([
    ['2016.05.08-2036.05.08', '2016-05-08', '2036-05-08'],
    ['2016.05.08-长期', '2016-05-08', '长期'],
    ['2016.05.08 — 2036.05.08', '2016-05-08', '2036-05-08'],
    ['2016-05-08-2036-05-08', '2016-05-08', '2036-05-08'],
    ['2016年5月8日至2036年5月7日', '2016-05-08', '2036-05-07'],
    ['自2016年05月08日起至长期', '2016-05-08', '长期'],
    ['2016.05.08~2036.05.08', '2016-05-08', '2036-05-08'],
  ])('%s', (text, from, until) => {
    expect(parseValidityRange(text)).toEqual({ from, until });
  });

  it.each(['2016.05.08', '长期', '2036.05.08-2016.05.08', '2016.05.08-2036.02.30', '2016.05.08-', ''])(
    '%j is none',
    (text) => {
      expect(parseValidityRange(text)).toBeNull();
    },
  );
});

describe('arithmetic', () => {
  it('adds days and years', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(addYears('2016-05-08', 20)).toBe('2036-05-08');
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28');
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29');
  });

  it('compares as the calendar does', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -40_000, max: 40_000 }), (from, days) => {
        const to = addDays(from, days);
        expect(daysBetween(from, to)).toBe(days);
        expect(isBefore(from, to)).toBe(days > 0);
        expect(isAfter(from, to)).toBe(days < 0);
        expect(isInForce(to, from)).toBe(days >= 0);
      }),
    );
    expect(isInForce('长期', '2026-03-05')).toBe(true);
  });
});
