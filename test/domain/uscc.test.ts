import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  entityTypeOf,
  hasUsccShape,
  hasValidOrganisationPart,
  isValidOrganisationCode,
  isValidRegistrationNumber15,
  isValidUscc,
  organisationCodeCheckDigit,
  USCC_ALPHABET,
  usccCategory,
  usccCheckDigit,
} from '../../src/domain/uscc.js';

// Outside oracle: made once with python-stdnum 2.2 by test/fixtures/oracle/make_vectors.py. It refuses letter prefixes,
// which exist (domain.md §3), so its vectors have digit prefixes only.
const oracle = z
  .object({ uscc: z.array(z.object({ text: z.string(), valid: z.boolean() })) })
  .parse(JSON.parse(readFileSync(new URL('../fixtures/oracle/cn.json', import.meta.url), 'utf8')));

const characters = Array.from(USCC_ALPHABET);
const valid = fc
  .tuple(
    fc.constantFrom('91', '92', '93', '12', '52', 'N2', 'Y1', 'A1'),
    fc.stringMatching(/^[0-9]{6}$/),
    fc.array(fc.constantFrom(...characters), { minLength: 9, maxLength: 9 }),
  )
  .map(([prefix, region, organisation]) => prefix + region + organisation.join(''))
  .map((first17) => first17 + (usccCheckDigit(first17) ?? ''));

describe('USCC', () => {
  it.each(['91110105MA0000015F', '92330106MA2XK7QT13', '93500112MA5RNE3W50', 'N2450123MF3JD08P4N'])(
    '%s of domain.md is valid',
    (code) => {
      expect(isValidUscc(code)).toBe(true);
    },
  );

  it('agrees with python-stdnum', () => {
    expect(oracle.uscc).toHaveLength(300);
    for (const { text, valid: expected } of oracle.uscc) expect([text, isValidUscc(text)]).toEqual([text, expected]);
  });

  it('accepts what its check digit completes, and notices any one wrong character and any swap of neighbours', () => {
    fc.assert(
      fc.property(valid, fc.nat(17), fc.constantFrom(...characters), (code, at, other) => {
        expect(isValidUscc(code)).toBe(true);
        const changed = code.slice(0, at) + other + code.slice(at + 1);
        expect(isValidUscc(changed)).toBe(changed === code);
        const swapped =
          code.slice(0, at) +
          code
            .slice(at, at + 2)
            .split('')
            .reverse()
            .join('') +
          code.slice(at + 2);
        expect(isValidUscc(swapped)).toBe(swapped === code);
      }),
    );
  });

  it.each([
    '',
    '91110105MA0000015',
    '91110105MA0000015FF',
    '91110105MA000001SF',
    '91110105ma0000015f',
    'Z1110105MA0000015F',
  ])('%j has not the shape', (text) => {
    expect(hasUsccShape(text)).toBe(false);
    expect(isValidUscc(text)).toBe(false);
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isValidUscc(text)).toBe(false);
        expect(hasValidOrganisationPart(text)).toBe(false);
        usccCategory(text);
      }),
    );
  });
});

describe('organisation code', () => {
  it.each(['D2143569-X', '71093913-5', '710939135'])('%s is valid', (code) => {
    expect(isValidOrganisationCode(code)).toBe(true);
  });
  it.each(['D2143569-1', '71093913-X', '7109391-5', ''])('%j is not', (code) => {
    expect(isValidOrganisationCode(code)).toBe(false);
  });

  it('counts letters without gaps, unlike the USCC', () => {
    expect(organisationCodeCheckDigit('D2143569')).toBe('X');
    expect(organisationCodeCheckDigit('d2143569')).toBeNull();
    expect(organisationCodeCheckDigit('123')).toBeNull();
    expect(hasValidOrganisationPart('91110000710939135K')).toBe(true);
  });

  it('notices any one wrong digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{8}$/), fc.nat(7), fc.nat(9), (body, at, digit) => {
        const code = body + (organisationCodeCheckDigit(body) ?? '');
        expect(isValidOrganisationCode(code)).toBe(true);
        // Values that differ by 11 or more can collide, so only digit for digit is certain.
        if (!/[0-9]/.test(code.charAt(at))) return;
        const changed = code.slice(0, at) + String(digit) + code.slice(at + 1);
        expect(isValidOrganisationCode(changed)).toBe(changed === code);
      }),
    );
  });
});

describe('registration number', () => {
  it.each(['330106000129004', '440301103097413'])('%s is valid', (number) => {
    expect(isValidRegistrationNumber15(number)).toBe(true);
  });
  it.each(['330106000129005', '33010600012900', '33010600012900X', ''])('%j is not', (number) => {
    expect(isValidRegistrationNumber15(number)).toBe(false);
  });
});

describe('category', () => {
  it.each([
    ['91110105MA0000015F', 'company'],
    ['92330106MA2XK7QT13', 'sole_trader'],
    ['93500112MA5RNE3W50', 'cooperative'],
    ['N2450123MF3JD08P4N', 'rural_collective'],
    ['12100000', 'institution'],
    ['31110000', 'law_firm'],
    ['51110000', 'association'],
    ['52110000', 'private_non_enterprise'],
    ['81110000', 'trade_union'],
  ])('%s is a %s', (code, kind) => {
    expect(usccCategory(code)).toMatchObject({ kind, known: true });
    expect(entityTypeOf(code)).toBe(kind);
  });

  it('knows exactly the prefixes of domain.md', () => {
    const listed =
      '11 12 13 19 21 29 31 32 33 34 35 39 41 49 51 52 53 59 61 62 69 71 72 79 81 89 91 92 93 A1 A9 N1 N2 N3 N9 Y1';
    const known = characters
      .flatMap((a) => characters.map((b) => a + b))
      .filter((prefix) => usccCategory(prefix).known);
    expect(known.sort()).toEqual(listed.split(' ').sort());
    expect(usccCategory('99')).toMatchObject({
      authority: { zh: '市场监督管理' },
      category: null,
      kind: 'other',
      known: false,
    });
  });
});
