import { describe, expect, it } from 'vitest';
import { REASON_CODES, REASONS } from '../../src/domain/reason-codes.js';

describe('reason codes', () => {
  it('are 42 different codes, each with a text in both languages', () => {
    expect(new Set(REASON_CODES).size).toBe(REASON_CODES.length);
    expect(REASON_CODES).toHaveLength(42);
    for (const code of REASON_CODES) {
      expect(REASONS[code].zh).toMatch(/\p{Script=Han}.*。$/u);
      expect(REASONS[code].en).toMatch(/^[A-Z].*\.$/);
    }
    expect(Object.keys(REASONS)).toEqual([...REASON_CODES]);
  });

  it('keep exactly the three fraud signals away from applicants', () => {
    expect(REASON_CODES.filter((code) => REASONS[code].audience === 'fraud')).toEqual([
      'ALTERED',
      'BLOCKLISTED',
      'DOCUMENT_REUSED',
    ]);
  });
});
