import type { IsoDate } from '../../domain/chinese-date.js';
import type { Random } from './random.js';

const NUMERALS = '〇一二三四五六七八九';

const spellSmall = (n: number): string => {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens === 0 ? '' : tens === 1 ? '十' : `${NUMERALS.charAt(tens)}十`}${ones === 0 ? '' : NUMERALS.charAt(ones)}`;
};

/** 二〇二六年三月五日, with ○ or 零 for nought now and then. */
export function inNumerals(random: Random, date: IsoDate): string {
  const nought = random.pick(['〇', '〇', '○', '零']);
  const year = Array.from(date.slice(0, 4), (d) => NUMERALS.charAt(Number(d)))
    .join('')
    .replaceAll('〇', nought);
  return `${year}年${spellSmall(Number(date.slice(5, 7)))}月${spellSmall(Number(date.slice(8, 10)))}日`;
}

export function withSigns(date: IsoDate, padded: boolean): string {
  const [y = '', m = '', d = ''] = date.split('-');
  return padded ? `${y}年${m}月${d}日` : `${y}年${Number(m)}月${Number(d)}日`;
}

/** A date as a letter may print it. */
export function writtenDate(random: Random, date: IsoDate): string {
  switch (random.int(0, 7)) {
    case 0:
      return inNumerals(random, date);
    case 1:
      return date;
    case 2:
      return date.replaceAll('-', '.');
    case 3:
      return date.replaceAll('-', '/');
    case 4:
      return withSigns(date, true).replace(/(年|月)/gu, ' $1 ');
    default:
      return withSigns(date, random.chance(0.5));
  }
}
