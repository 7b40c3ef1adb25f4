import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  defaultCarrier,
  displayNumber,
  findNumbers,
  fromEnum,
  looksLikeForgedCallerId,
  LUCKY_PATTERNS,
  luckyPatterns,
  luckyToRegExp,
  matchesPattern,
  normaliseNumber,
  toE164,
  toEnum,
  wishToRegExp,
} from '../../src/domain/number-400.js';

const number = fc.integer({ min: 0, max: 9_999_999 }).map((n) => `400${String(n).padStart(7, '0')}`);
const gap = fc.constantFrom('', ' ', '-', '–', '—', '－', '‑', '−', '　', '\u00a0', ' - ', '.', '\u200b');
const prefix = fc.constantFrom(
  '',
  '+86',
  '+86 ',
  '0086',
  '0086-',
  '86',
  '86 ',
  '＋８６',
  '(+86)',
  'tel:',
  'tel:+86-',
  'TEL:',
);
const extension = fc.constantFrom(
  '',
  '转8001',
  ' 转 8001',
  '转分机8001',
  '分机8001',
  '分机：12',
  '#8001',
  ' ext. 12',
  ' ext 8',
  'x12',
  '＃12',
);
const wide = (text: string) => text.replace(/[0-9]/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

/** A number written in any of the accepted ways. */
const written = fc
  .tuple(number, fc.array(gap, { minLength: 10, maxLength: 10 }), prefix, extension, fc.boolean())
  .map(([digits, gaps, before, after, isWide]) => {
    const body = Array.from(digits)
      .map((digit, at) => digit + (at < 9 ? (gaps[at] ?? '') : ''))
      .join('');
    return { digits, text: before + (isWide ? wide(body) : body) + after };
  });

describe('normaliseNumber', () => {
  it('reads every accepted way of writing', () => {
    fc.assert(
      fc.property(written, ({ digits, text }) => {
        expect(normaliseNumber(text)).toBe(digits);
      }),
    );
  });

  it('is idempotent and gives 400 and seven digits or nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          written.map((w) => w.text),
        ),
        (text) => {
          const result = normaliseNumber(text);
          if (result === null) return;
          expect(result).toMatch(/^400\d{7}$/u);
          expect(normaliseNumber(result)).toBe(result);
        },
      ),
    );
  });

  it.each([
    ['400-820-8820转8001', '4008208820'],
    ['4000-820-882', '4000820882'],
    ['400-8208-820', '4008208820'],
    ['（400）820－8820', '4008208820'],
    ['【400】8208820', '4008208820'],
    ['+86 (400) 820-8820', '4008208820'],
    ['tel:+86-400-820-8820;ext=12', '4008208820'],
    ['  ４００ ８２０ ８８２０  ', '4008208820'],
    ['8640012345', null],
    ['400123456', null],
    ['40012345678', null],
    ['+4001234567', null],
    ['+85 4001234567', null],
    ['8008208820', null],
    ['0400-820-8820', null],
    ['400-820-8820 400-820-8821', null],
    ['电话400-820-8820', null],
    ['', null],
  ])('%j → %j', (text, expected) => {
    expect(normaliseNumber(text)).toBe(expected);
  });

  it('stays fast on hostile input', () => {
    const begun = performance.now();
    normaliseNumber('4 - '.repeat(20_000));
    normaliseNumber(`400${'-'.repeat(50_000)}`);
    normaliseNumber(`4001234567${' #'.repeat(20_000)}!`);
    findNumbers('400-'.repeat(20_000));
    findNumbers('+86 4-0-0-'.repeat(10_000));
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

describe('findNumbers', () => {
  it('finds each number of a message once, in order', () => {
    const text =
      '客服：400-820-8820转8001，售后4001234567；旧线 ４００－８２０－８８２０。工号40012345678 非 14001234567';
    expect(findNumbers(text)).toEqual(['4008208820', '4001234567']);
  });

  it('never joins digits across lines', () => {
    expect(findNumbers('房间 400\n1234567')).toEqual([]);
    expect(findNumbers('400-820-8820\n400-820-8821')).toEqual(['4008208820', '4008208821']);
  });

  it('finds whatever normaliseNumber reads', () => {
    fc.assert(
      fc.property(written, ({ digits, text }) => {
        expect(findNumbers(`请拨打${text}。`)).toEqual([digits]);
      }),
    );
  });
});

describe('other forms', () => {
  it('round-trips through display, E.164 and ENUM', () => {
    fc.assert(
      fc.property(number, (digits) => {
        expect(normaliseNumber(displayNumber(digits))).toBe(digits);
        expect(normaliseNumber(toE164(digits))).toBe(digits);
        expect(fromEnum(toEnum(digits))).toBe(digits);
      }),
    );
  });

  it('writes the forms of the contract', () => {
    expect(displayNumber('4001234567')).toBe('400-123-4567');
    expect(toE164('4001234567')).toBe('+864001234567');
    expect(toEnum('4001234567')).toBe('7.6.5.4.3.2.1.0.0.4.6.8.e164.arpa');
    expect(fromEnum('7.6.5.4.3.2.1.0.0.4.6.8.E164.ARPA.')).toBe('4001234567');
  });

  it.each(['7.6.5.4.3.2.1.0.0.4.e164.arpa', '7.6.5.4.3.2.1.0.0.8.6.8.e164.arpa', 'e164.arpa', '4001234567'])(
    'finds no 400 number in the domain %s',
    (domain) => {
      expect(fromEnum(domain)).toBeNull();
    },
  );
});

describe('defaultCarrier', () => {
  it.each([
    ['0', 'CU', true],
    ['1', 'CM', true],
    ['2', 'CU', false],
    ['3', null, false],
    ['4', null, false],
    ['5', 'CM', false],
    ['6', 'CU', true],
    ['7', 'CM', true],
    ['8', 'CT', true],
    ['9', 'CT', true],
  ])('400%s…', (digit, carrier, confident) => {
    expect(defaultCarrier(`400${digit}123456`)).toEqual({ carrier, confident });
  });
});

describe('looksLikeForgedCallerId', () => {
  it.each([
    '+86 400-820-8820',
    '+864008208820',
    '00864008208820',
    '004008208820',
    '+4008208820',
    '＋８６４００８２０８８２０',
  ])('%s is one', (text) => {
    expect(looksLikeForgedCallerId(text)).toBe(true);
  });
  it.each(['400-820-8820', '4008208820', '864008208820', '+8613800138000', '100864008208820'])('%s is not', (text) => {
    expect(looksLikeForgedCallerId(text)).toBe(false);
  });
});

describe('choosing numbers', () => {
  it.each([
    ['4001888666', ['AAA', 'AABB', 'NO_4']],
    ['4001230068', ['ABC', 'TAIL_8', 'NO_4']],
    ['4001122905', ['AABB', 'NO_4']],
    ['4005858209', ['ABAB', 'NO_4']],
    ['4008888888', ['AAA', 'TAIL_8', 'NO_4']],
    ['4002094071', []],
  ])('%s is %j', (digits, expected) => {
    expect(luckyPatterns(digits)).toEqual(expected);
  });

  it('are what a database finds by their expressions', () => {
    fc.assert(
      fc.property(number, (digits) => {
        expect(LUCKY_PATTERNS.filter((pattern) => luckyToRegExp(pattern).test(digits))).toEqual(luckyPatterns(digits));
      }),
    );
  });

  it('matches what people ask for', () => {
    expect(matchesPattern('4001238888', { contains: '8888' })).toBe(true);
    expect(matchesPattern('4001238888', { contains: '*888' })).toBe(true);
    expect(matchesPattern('4008881230', { contains: '*888' })).toBe(false);
    expect(matchesPattern('4008881230', { contains: '400888????' })).toBe(true);
    expect(matchesPattern('4008881230', { without: '4' })).toBe(true);
    expect(matchesPattern('4008841230', { without: '4' })).toBe(false);
    expect(matchesPattern('4001238888', { startsWith: '4001', endsWith: '88', lucky: ['AAA', 'TAIL_8'] })).toBe(true);
    expect(matchesPattern('4001238888', { contains: '.*' })).toBe(false);
    expect(matchesPattern('4001238888', {})).toBe(true);
  });

  it('turns only digits, * and ? into an expression', () => {
    expect(wishToRegExp('(a+)+$')).toBeNull();
    expect(wishToRegExp('')).toBeNull();
    expect(wishToRegExp('***8')?.source).toBe('^[0-9]*8$');
  });
});
