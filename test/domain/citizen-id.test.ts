import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  ageOn,
  citizenIdCheckDigit,
  expectedValidity,
  maskIdNumber,
  parseCitizenId,
  validityLengthPlausible,
} from '../../src/domain/citizen-id.js';

const TODAY = '2026-03-05';
// Outside oracle: made once with python-stdnum 2.2 by test/fixtures/oracle/make_vectors.py (one Beijing district only:
// python-stdnum refuses unknown districts, domain.md does not). All numbers are invented.
const oracle = z
  .object({ citizenId: z.array(z.object({ text: z.string(), valid: z.boolean() })) })
  .parse(JSON.parse(readFileSync(new URL('../fixtures/oracle/cn.json', import.meta.url), 'utf8')));

const birth = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-03-05'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const citizen = fc.tuple(
  fc.constantFrom('110105', '440524', '659004', '990000'),
  birth,
  fc.integer({ min: 0, max: 999 }),
);
const complete = (first17: string) => first17 + (citizenIdCheckDigit(first17) ?? '');

describe('parseCitizenId', () => {
  it('agrees with python-stdnum', () => {
    expect(oracle.citizenId).toHaveLength(300);
    for (const { text, valid } of oracle.citizenId) {
      expect([text, parseCitizenId(text, TODAY)?.valid]).toEqual([text, valid]);
    }
  });

  it('reads birth and sex of any well-made number and notices any one wrong digit', () => {
    fc.assert(
      fc.property(citizen, fc.nat(16), fc.nat(9), ([region, born, order], at, digit) => {
        const number = complete(region + born.replaceAll('-', '') + String(order).padStart(3, '0'));
        expect(parseCitizenId(number, TODAY)).toMatchObject({
          valid: true,
          checksum: true,
          birth: born,
          sex: order % 2 === 1 ? 'male' : 'female',
        });
        const changed = number.slice(0, at) + String(digit) + number.slice(at + 1);
        if (changed !== number) expect(parseCitizenId(changed, TODAY)?.checksum).toBe(false);
      }),
    );
  });

  it('reads the examples of domain.md', () => {
    expect(parseCitizenId('11010519491231002X', TODAY)).toEqual({
      valid: true,
      checksum: true,
      birth: '1949-12-31',
      sex: 'female',
      regionKnown: true,
      kind: 'resident_id',
    });
    expect(parseCitizenId(' 440524188001010014 ', TODAY)).toMatchObject({
      valid: true,
      birth: '1880-01-01',
      sex: 'male',
    });
    expect(parseCitizenId('11010519491231002x', TODAY)?.valid).toBe(true);
  });

  it.each([
    ['810000199001010015', 'hk_mo_tw_residence_permit', true],
    ['830000199001010015', 'hk_mo_tw_residence_permit', true],
    ['911124198108030024', 'foreign_permanent_resident', true],
    ['470000199001010015', 'resident_id', false],
  ])('%s is a %s', (text, kind, regionKnown) => {
    expect(parseCitizenId(text, TODAY)).toMatchObject({ kind, regionKnown });
  });

  it('refuses a birth in the future or on no real day', () => {
    expect(parseCitizenId(complete('11010520260306001'), TODAY)).toMatchObject({
      valid: false,
      checksum: true,
      birth: null,
    });
    expect(parseCitizenId(complete('11010520260305001'), TODAY)).toMatchObject({ valid: true, birth: TODAY });
    expect(parseCitizenId(complete('11010520230229001'), TODAY)).toMatchObject({ valid: false, birth: null });
  });

  it.each(['', '11010519491231002', '1101051949123100200', '1101051949123100XX', '110105491231002'])(
    '%j is none',
    (text) => {
      expect(parseCitizenId(text, TODAY)).toBeNull();
    },
  );
});

describe('maskIdNumber', () => {
  it('shows the first six and last four of 18 characters', () => {
    expect(maskIdNumber('11010519491231002X')).toBe('110105********002X');
  });

  it('shows at most the last two of anything else', () => {
    expect(maskIdNumber('E12345678')).toBe('*******78');
    expect(maskIdNumber('123')).toBe('***');
    expect(maskIdNumber('')).toBe('');
  });
});

describe('card validity', () => {
  it('counts completed years', () => {
    expect(ageOn('2000-03-05', '2026-03-04')).toBe(25);
    expect(ageOn('2000-03-05', '2026-03-05')).toBe(26);
    expect(ageOn('2000-02-29', '2026-02-28')).toBe(25);
    expect(ageOn('2000-02-29', '2026-03-01')).toBe(26);
  });

  it.each([
    [15, 5],
    [16, 10],
    [25, 10],
    [26, 20],
    [45, 20],
    [46, 'long_term'],
  ])('issued at %d: %s', (age, validity) => {
    expect(expectedValidity(age)).toBe(validity);
  });

  it.each([
    ['2016-05-08', '2036-05-08', '1985-01-01', true],
    ['2016-05-08', '长期', '1985-01-01', false],
    ['2016-05-08', '2026-05-08', '1985-01-01', false],
    ['2016-05-08', '长期', '1960-01-01', true],
    ['2016-05-08', '2036-05-08', '1960-01-01', false],
    ['2016-05-08', '2021-05-08', '2010-01-01', true],
    ['2016-02-29', '2026-02-28', '1995-01-01', true],
    ['1980-05-08', '2000-05-08', '1985-01-01', false],
  ])('%s to %s for someone born %s: %s', (from, until, born, plausible) => {
    expect(validityLengthPlausible(from, until, born)).toBe(plausible);
  });
});
