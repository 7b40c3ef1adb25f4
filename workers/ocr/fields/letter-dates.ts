import type { Draft, Shape } from './draft.js';
import { DATE } from './letter-words.js';
import { placesOf, type Paragraphs } from './paragraphs.js';
import { parseDate } from './parse.js';

/** `自 A 起至 B 止`, `A—B`: the second date ends the authority. OCR often reads a long dash as 一. */
const SPAN = new RegExp(
  String.raw`(${DATE})[^0-9\n。；;]{0,6}?(?:至|到|[-—–－~～─―一])[^0-9\n。；;]{0,4}?(${DATE})`,
  'gu',
);
/** `有效期至 B`, `授权截止日期：B`, `至 B 止`. */
const END = new RegExp(
  String.raw`(?:(?:有效期|期限|截止|届满|终止)(?:日期?|时间)?[^0-9\n。；;]{0,14}?|至)(${DATE})(?![^0-9\n]{0,3}(?:起|至|到|[-—－–~～─―一]))`,
  'gu',
);
/** `授权期限：长期`, `本授权长期有效`. */
const FOREVER = /(?:期限|有效期)[^\n。；;]{0,16}?长期|(?<=(?:授权|委托)书?)长期(?=有)/gu;
const ANY = new RegExp(DATE, 'gu');
/** A line that is a date but for its end. */
const TORN = /(?<=^|[\t：:])[0-9]{4}年[0-9]{0,2}月?[0-9]{0,2}日?$/gmu;
/** Dates of other things than the letter. */
const OTHERS = /(?:出生|成立|生日|签发机关)[^\n]{0,6}$/u;

/** The day a letter was signed is its last date outside a term; the day its authority ends is a term's last date. */
export function termDrafts(paragraphs: Paragraphs): Draft[] {
  const { text } = paragraphs;
  const inTerm: { from: number; to: number }[] = [];
  const until: { from: number; to: number }[] = [];
  for (const m of text.matchAll(SPAN)) {
    inTerm.push({ from: m.index, to: m.index + m[0].length });
    until.push({ from: m.index + m[0].length - (m[2]?.length ?? 0), to: m.index + m[0].length });
  }
  for (const m of text.matchAll(END)) {
    const to = m.index + m[0].length;
    const from = to - (m[1]?.length ?? 0);
    if (inTerm.some((t) => from < t.to && t.from < to)) continue;
    inTerm.push({ from, to });
    until.push({ from, to });
  }
  const signed = [...text.matchAll(ANY)]
    .map((m) => ({ from: m.index, to: m.index + m[0].length }))
    .filter((d) => !inTerm.some((t) => d.from < t.to && t.from < d.to))
    .filter((d) => !OTHERS.test(text.slice(Math.max(0, d.from - 10), d.from)));
  const draft = (field: string, shape: Shape, at: { from: number; to: number }, parse: Draft['parse']): Draft => ({
    field,
    shape,
    parts: placesOf(paragraphs, at.from, at.to),
    parse,
  });
  const forever = [...text.matchAll(FOREVER)].map((m) => ({
    from: m.index + m[0].length - 2,
    to: m.index + m[0].length,
  }));
  // Its day hidden or misread: the place is kept for a closer look.
  const torn = [...text.matchAll(TORN)].map((m) => ({ from: m.index, to: m.index + m[0].length }));
  return [
    ...(signed.length > 0 ? signed : torn).slice(-1).map((d) => draft('signedOn', 'date', d, parseDate)),
    ...until.map((d) => draft('validUntil', 'until', d, parseDate)),
    ...(until.length > 0 ? [] : forever).map((d) =>
      draft('validUntil', 'until', d, (t) => (t.includes('长期') ? '长期' : null)),
    ),
  ];
}
