import { describe, expect, it } from 'vitest';
import type { FieldReading } from '../../src/domain/ocr-fields.js';
import { isTerm } from '../../workers/ocr/fields/parse.js';
import { crossCheck } from '../../workers/ocr/stages/cross-check.js';

const BOX = [0, 0, 1, 1] as const;
const read = (value: string): FieldReading => ({ value, verdict: 'read', confidence: 1, page: 1, box: BOX });
const verdictOf = (term: string, established = '2024-05-03'): readonly (string | undefined)[] => {
  const fields = new Map([
    ['term', read(term)],
    ['established', read(established)],
  ]);
  const out = crossCheck(fields, '2026-11-26');
  return ['term', 'established'].map((name) => out.get(name)?.verdict);
};

describe('a term of business', () => {
  it.each([
    '自2024年05月03日至2043年03月04日',
    '2004-05-01 至 2034-04-30',
    '自 2017 年 02 月 27 日 至 长期',
    '2013年05月23日－长期',
    '2024年05月03日至无固定期限',
    '长期',
    '20年',
  ])('is one: %s', (term) => expect(isTerm(term)).toBe(true));

  it('into which a neighbour’s character ran is for a person', () => {
    expect(verdictOf('自2024年05月03日至2043年03月04日')).toEqual(['read', 'read']);
    expect(verdictOf('自2024年05月03日至2043年03月04日蓝')).toEqual(['unsure', 'read']);
  });

  it('that begins on another day than the establishment leaves the latter to a person', () => {
    expect(verdictOf('自2021年05月03日至长期')).toEqual(['read', 'unsure']);
  });
});
