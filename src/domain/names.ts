/** Names as printed: comparing them, and hiding a person's name inside a sole trader's (domain.md §6; contract: *Lookup*). */
import { Converter } from 'opencc-js/t2cn';

/** Traditional characters as simplified ones; everything else stays. */
export const toSimplified = Converter({ from: 't', to: 'cn' });

// Beginnings of names whose surname has two characters; only from three characters on, since 欧阳 alone may be 欧 + 阳.
const TWO_CHARACTER_SURNAMES: ReadonlySet<string> = new Set(
  (
    '欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 司空 轩辕 端木 百里 东郭 南宫 呼延 ' +
    '赫连 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 拓跋 独孤 西门 第五 完颜 纳兰 万俟 闻人 公羊'
  ).split(' '),
);

const MASK = '＊';

/**
 * The form in which names are compared: brackets （） as (), dots • ・ ‧ as ·, blanks left out. Nothing else is folded:
 * no NFKC, no case, no simplified/traditional.
 */
export function foldName(text: string): string {
  return text
    .replace(/\s/gu, '')
    .replace(/（/gu, '(')
    .replace(/）/gu, ')')
    .replace(/[•・‧]/gu, '·');
}

/** Beyond folding: full/half width (NFKC), then traditional to simplified characters. */
function looseName(text: string): string {
  return toSimplified(foldName(foldName(text).normalize('NFKC')));
}

/** `variant`: only simplified/traditional or full/half width differs: a warning for a person. */
export type NameComparison = 'same' | 'variant' | 'different';

/** Compares two names as printed. Two empty names are `same`. */
export function sameName(a: string, b: string): NameComparison {
  if (foldName(a) === foldName(b)) return 'same';
  return looseName(a) === looseName(b) ? 'variant' : 'different';
}

/**
 * What must not be seen of an operator's name. Chinese: the given name; a name of parts (买买提·艾力, John Smith): every
 * part, since any of them may be the one people use.
 */
function givenNames(operatorName: string): string[] {
  const parts = operatorName
    .trim()
    .split(/[\s·•・‧.]+/u)
    .filter((part) => part !== '');
  const [only = ''] = parts;
  if (parts.length !== 1 || !/^\p{Script=Han}/u.test(only)) return parts;
  const characters = Array.from(only);
  const isTwo = characters.length > 2 && TWO_CHARACTER_SURNAMES.has(characters.slice(0, 2).map(toSimplified).join(''));
  const given = characters.slice(isTwo ? 2 : 1).join('');
  return [given === '' ? only : given];
}

/** Characters made comparable one by one, so that places in the result are places in the name. */
function comparableCharacters(text: string): string[] {
  return Array.from(text, (character) => toSimplified(character.normalize('NFKC').toLowerCase()));
}

/**
 * A sole trader's name for the public: every character of the operator's given name that the trade name contains becomes
 * ＊ (张三小吃店 of 张三 → 张＊小吃店), also when it is written in traditional characters or another width. Errs on the
 * side of hiding: a short given name hides its characters wherever they stand together.
 */
export function maskSoleTraderName(name: string, operatorName: string): string {
  const shown = Array.from(name);
  const comparable = comparableCharacters(name);
  for (const given of givenNames(operatorName)) {
    const wanted = comparableCharacters(given);
    for (let at = 0; at + wanted.length <= comparable.length; at += 1) {
      if (wanted.every((character, offset) => comparable[at + offset] === character))
        shown.fill(MASK, at, at + wanted.length);
    }
  }
  return shown.join('');
}

/** Of a longer name the last characters say the trade (餐馆, 商行), seldom a name. */
const TRADE_CHARACTERS = 2;

/**
 * How the public sees an entity's name. Where nobody knows a sole trader's operator (an old register without the column, a
 * merge) any part of its name may be a person's: a short name keeps its first character, a longer one its trade.
 */
export function publicNameOf(entityType: string, name: string, operator: string | undefined): string {
  if (entityType !== 'sole_trader') return name;
  if (operator !== undefined && operator.trim() !== '') return maskSoleTraderName(name, operator);
  const shown = Array.from(name.trim());
  return shown.length <= 2 * TRADE_CHARACTERS
    ? shown.fill(MASK, Math.min(1, shown.length - 1)).join('')
    : shown.fill(MASK, 0, -TRADE_CHARACTERS).join('');
}
