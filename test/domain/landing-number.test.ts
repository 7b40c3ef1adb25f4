import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { landingNumberKind, parseLandingNumber } from '../../src/domain/landing-number.js';

describe('parseLandingNumber', () => {
  it.each([
    ['13800138000', '13800138000'],
    ['138-0013-8000', '13800138000'],
    ['+86 138 0013 8000', '13800138000'],
    ['0086-13800138000', '13800138000'],
    ['8613800138000', '13800138000'],
    ['013800138000', '13800138000'],
    ['0571-88888888', '057188888888'],
    ['（０５７１）８８８８８８８８', '057188888888'],
    ['+86 571 8888 8888', '057188888888'],
    ['86 0571 8888 8888', '057188888888'],
    ['010-65432100', '01065432100'],
    ['+86 10 6543 2100', '01065432100'],
    ['0571-88888888转801', '057188888888'],
    ['0898-6543210', '08986543210'],
    ['95588', '95588'],
    ['96110', '96110'],
  ])('%s → %s', (text, expected) => {
    expect(parseLandingNumber(text)).toBe(expected);
  });

  it.each([
    '88888888',
    '400-820-8820',
    '12345678901',
    '010-12345678',
    '12110',
    '1380013800',
    '',
    'abc',
    '+1 212 555 0100',
  ])('%j is none', (text) => {
    expect(parseLandingNumber(text)).toBeNull();
  });

  it('gives a fixed point of a known kind', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?[0-9 -]{5,16}$/), (text) => {
        const result = parseLandingNumber(text);
        if (result === null) return;
        expect(landingNumberKind(result)).not.toBeNull();
        expect(parseLandingNumber(result)).toBe(result);
      }),
    );
  });
});
