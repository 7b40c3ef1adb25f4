import { describe, expect, it } from 'vitest';
import { INDUSTRY_POLICY, INDUSTRY_SECTIONS, industryDivision, industryPolicy } from '../../src/domain/industry.js';

describe('industry policy', () => {
  it('holds the 97 divisions of the 20 sections', () => {
    const codes = Object.keys(INDUSTRY_POLICY);
    expect(codes.map((code) => Number(code.slice(1)))).toEqual(Array.from({ length: 97 }, (_, at) => at + 1));
    expect([...new Set(codes.map((code) => code.charAt(0)))]).toEqual(Object.keys(INDUSTRY_SECTIONS));
    expect(Object.keys(INDUSTRY_SECTIONS).join('')).toBe('ABCDEFGHIJKLMNOPQRST');
  });

  it.each([
    ['I65', 'allow'],
    ['H62', 'allow'],
    ['J66', 'needs_licence'],
    ['J69', 'needs_licence'],
    ['Q84', 'needs_licence'],
    ['C16', 'needs_licence'],
    ['A65', null],
    ['I99', null],
    ['i65', null],
    ['', null],
    ['constructor', null],
  ])('%j: %s', (code, policy) => {
    expect(industryPolicy(code)).toBe(policy);
  });

  it('names the licence exactly where one is needed', () => {
    for (const division of Object.values(INDUSTRY_POLICY)) {
      expect(division.licence !== null).toBe(division.policy === 'needs_licence');
    }
    expect(industryDivision('I65')).toMatchObject({ zh: '软件和信息技术服务业' });
  });

  it("lets an installation's own choice come first", () => {
    expect(industryPolicy('R90', { R90: 'prohibit' })).toBe('prohibit');
    expect(industryPolicy('X99', { X99: 'allow' })).toBeNull();
  });
});
