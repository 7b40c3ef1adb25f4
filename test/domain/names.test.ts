import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName, maskSoleTraderName, publicNameOf, sameName } from '../../src/domain/names.js';

const nameText = fc
  .array(fc.constantFrom('样', '例', '科', '技', '(', ')', '（', '）', '·', '•', ' ', 'A', 'b'), { maxLength: 12 })
  .map((characters) => characters.join(''));

describe('sameName', () => {
  it.each([
    ['样例科技（杭州）有限公司', '样例科技(杭州)有限公司', 'same'],
    ['买买提·艾力', '买买提•艾力', 'same'],
    ['买买提・艾力', '买买提‧艾力', 'same'],
    ['样例 科技　有限公司', '样例科技有限公司', 'same'],
    ['样例ABC公司', '样例ＡＢＣ公司', 'variant'],
    ['樣例科技有限公司', '样例科技有限公司', 'variant'],
    ['张三豐', '张三丰', 'variant'],
    ['样例科技有限公司', '样例科枝有限公司', 'different'],
    ['样例ABC公司', '样例abc公司', 'different'],
    ['样例科技-有限公司', '样例科技有限公司', 'different'],
    ['', '', 'same'],
  ])('%s / %s: %s', (a, b, expected) => {
    expect(sameName(a, b)).toBe(expected);
    expect(sameName(b, a)).toBe(expected);
  });

  it('folding twice is folding once, and a name is the same as its folded form', () => {
    fc.assert(
      fc.property(nameText, (text) => {
        expect(foldName(foldName(text))).toBe(foldName(text));
        expect(sameName(text, foldName(text))).toBe('same');
      }),
    );
  });
});

describe('maskSoleTraderName', () => {
  it.each([
    ['张三小吃店', '张三', '张＊小吃店'],
    ['杭州市样例区张三小吃店', '张三', '杭州市样例区张＊小吃店'],
    ['李小样理发店', '李小样', '李＊＊理发店'],
    ['小样理发店', '李小样', '＊＊理发店'],
    ['欧阳样样小吃店', '欧阳样样', '欧阳＊＊小吃店'],
    ['歐陽樣樣小吃店', '欧阳样样', '歐陽＊＊小吃店'],
    ['丽丽美容店', '王丽', '＊＊美容店'],
    ['买买提烤肉店', '买买提·艾力', '＊＊＊烤肉店'],
    ['john 咖啡店', 'John Smith', '＊＊＊＊ 咖啡店'],
    ['样例区和顺商行', '张三', '样例区和顺商行'],
    ['张记小吃店', '张三', '张记小吃店'],
    ['张三小吃店', '', '张三小吃店'],
  ])('%s of %s → %s', (name, operator, expected) => {
    expect(maskSoleTraderName(name, operator)).toBe(expected);
  });

  it('never shows the given name and never changes the length', () => {
    const han = fc.constantFrom('样', '例', '小', '明', '丽', '三');
    const text = fc.array(han, { minLength: 1, maxLength: 8 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(text, fc.array(han, { minLength: 1, maxLength: 2 }), text, (before, given, after) => {
        const hidden = given.join('');
        const shown = maskSoleTraderName(before + hidden + after, `张${hidden}`);
        expect(shown).not.toContain(hidden);
        expect(shown).toHaveLength(before.length + given.length + after.length);
      }),
    );
  });
});

describe('publicNameOf', () => {
  it.each([
    ['company', '王小样商贸有限公司', undefined, '王小样商贸有限公司'],
    ['sole_trader', '王小样餐馆', '王小样', '王＊＊餐馆'],
    ['sole_trader', '王小样餐馆', undefined, '＊＊＊餐馆'],
    ['sole_trader', '王小样餐馆', ' ', '＊＊＊餐馆'],
    ['sole_trader', '王小样', '', '王＊＊'],
    ['sole_trader', '欧阳小样', '', '欧＊＊＊'],
    ['sole_trader', '王', '', '＊'],
    ['sole_trader', '***', '', '*＊＊'],
    ['sole_trader', '', '', ''],
  ])('%s %s of %s → %s', (type, name, operator, expected) => {
    expect(publicNameOf(type, name, operator)).toBe(expected);
  });
});
