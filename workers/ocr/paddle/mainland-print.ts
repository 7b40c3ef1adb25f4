import { toSimplified } from '../../../src/domain/names.js';
import type { ReadChar } from './recognise.js';

/** The 6,763 characters of GB 2312: rows 16–87, 94 places each. */
const GB_2312: ReadonlySet<string> = new Set(
  new TextDecoder('gb2312').decode(
    Uint8Array.from({ length: 72 * 94 * 2 }, (_, i) => {
      const place = Math.floor(i / 2);
      return i % 2 === 0 ? 0xb0 + Math.floor(place / 94) : 0xa1 + (place % 94);
    }),
  ),
);
/** From this probability of the simplified form on the network wavers between the two. */
const WAVERS = 0.01;

/**
 * What these papers print. The networks also know Japanese and traditional characters and waver between 温 and 溫 in some
 * typefaces: then the simplified one is meant. One that they are sure of stays (昇 in a name). Full-width digits and letters
 * are never printed on these papers.
 */
export function asPrinted(read: ReadChar): ReadChar {
  if (/^[０-９Ａ-Ｚａ-ｚ]$/.test(read.char)) return { ...read, char: read.char.normalize('NFKC') };
  if (GB_2312.has(read.char)) return read;
  const simplified = read.others.find(({ char, p }) => p > WAVERS && char === toSimplified(read.char));
  if (simplified === undefined || simplified.char === read.char) return read;
  const others = read.others.filter((other) => other !== simplified);
  return { ...read, char: simplified.char, p: read.p + simplified.p, others };
}
