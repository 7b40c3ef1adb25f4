import { describe, expect, it } from 'vitest';
import { readRanges } from '../../src/web/blocks/pasted-ranges.js';

const one = (text: string) => {
  const { ranges, faults } = readRanges(text);
  return ranges.length === 1 ? ranges.map(({ from, to, carrier }) => `${from} ${to} ${carrier}`)[0] : faults[0]?.fault;
};

describe('ranges of numbers, pasted', () => {
  it.each([
    ['4001230000-4001239999', '4001230000 4001239999 CM'],
    ['400-123-0000 - 400-123-9999', '4001230000 4001239999 CM'],
    ['４００１２３００００～４００１２３９９９９', '4001230000 4001239999 CM'],
    ['4008880000\t4008880099\t中国电信', '4008880000 4008880099 CT'],
    ['400-888-0000 至 0099', '4008880000 4008880099 CT'],
    ['400-888-0000~0099', '4008880000 4008880099 CT'],
    ['4002000000,4002000099,China Unicom', '4002000000 4002000099 CU'],
    ['4008880007', '4008880007 4008880007 CT'],
    ['号段：400 678 0000 到 400 678 0999（联通）', '4006780000 4006780999 CU'],
    ['4008880099-4008880000', 'RANGE_REVERSED'],
    ['4002000000-4002000099', 'NO_CARRIER'],
    ['起始号码 终止号码', 'NO_NUMBER'],
    ['4008880000 4008880001 4008880002', 'MORE_THAN_TWO'],
  ])('%s', (text, read) => {
    expect(one(text)).toBe(read);
  });

  it('keep their lines, pass blank ones over, and do not overlap each other', () => {
    const { ranges, faults } = readRanges('4008880000-4008880099\n\n4008880050-4008880060\r\n4001230000-4001230009\n');
    expect(ranges.map(({ line, from }) => [line, from])).toEqual([
      [1, '4008880000'],
      [4, '4001230000'],
    ]);
    expect(faults).toEqual([{ line: 3, text: '4008880050-4008880060', fault: 'OVERLAPS' }]);
  });
});
