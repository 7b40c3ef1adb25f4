import { findNumbers } from '../../../src/domain/number-400.js';
import type { TextLine } from '../stages/read-lines.js';
import type { Draft, Shape } from './draft.js';
import { formDrafts } from './letter-form.js';
import { termDrafts } from './letter-dates.js';
import {
  ADDRESSED,
  AFTER_ENTITY,
  AFTER_PERSON,
  AGENT,
  AGENT_MENTION,
  BRACKET,
  CARRIER,
  ENTITY,
  ENTITY_LABEL,
  NAMED,
  NOT_A_PERSON,
  PERSON,
  REPRESENTATIVE,
  REPRESENTATIVE_MENTION,
  SENDS,
} from './letter-words.js';
import { paragraphsOf, placesOf, type Paragraphs } from './paragraphs.js';
import { parseEntity, parseIdNumber, parsePerson, parseUscc } from './parse.js';
import { looksLikePerson } from './surnames.js';

interface Pattern {
  readonly field: string;
  readonly shape: Shape;
  /** In order of trust; group 1 is the value. */
  readonly patterns: readonly string[];
  readonly parse: (text: string) => string | null;
  readonly accept: (value: string, before: string) => boolean;
}

const isPerson = (value: string): boolean => looksLikePerson(value) && !NOT_A_PERSON.test(value);

const PATTERNS: readonly Pattern[] = [
  {
    field: 'entityName',
    shape: 'entity',
    patterns: [
      String.raw`(?:^|[\s，,。；;])${ENTITY_LABEL}${BRACKET}[：:]\s*${ENTITY}${AFTER_ENTITY}`,
      NAMED(String.raw`(?:系|为|是|作为|声明[：:，,]?)`) +
        '(?=.{0,60}(?:法定代表人|法人代表|负责人|经营者|执行事务合伙人|投资人))',
      NAMED(String.raw`(?:我单位|我公司|本公司|本单位|我司|我方|现有|兹有|兹因|，|,)`) +
        '(?=.{0,80}(?:授权|委托|委派|指派|承诺))',
      NAMED(String.raw`(?:^|[\s。；;])`) +
        String.raw`(?=(?:[（(][^）)]{0,80}[）)])?[，,]?.{0,40}?(?:授权|委托|委派|指派|承诺|系依法))`,
      String.raw`(?:我单位|我公司|本公司|本单位|我司|我方)[（(]${ENTITY}(?=[）)])`,
      NAMED('代表'),
      String.raw`(?:^|\s)${ENTITY}(?=\s|$|[（(](?:盖章|公章|章|签章|加盖))`,
    ],
    parse: parseEntity,
    accept: (value, before) => !ADDRESSED.test(before) && !CARRIER.test(value) && !/单位$|[（(][^）)]*$/.test(value),
  },
  {
    field: 'legalRepresentative',
    shape: 'person',
    patterns: [
      String.raw`(?:本人|我)[，,]?${PERSON}(?=[，,（(]|系|为|是|作为)(?=[^\n。]{0,60}(?:法定代表人|负责人|经营者|执行事务合伙人|投资人))`,
      String.raw`${REPRESENTATIVE}${BRACKET}[：:为是系\t]{0,2}${PERSON}${AFTER_PERSON}`,
    ],
    parse: parsePerson,
    accept: isPerson,
  },
  {
    field: 'agentName',
    shape: 'person',
    patterns: [
      String.raw`${SENDS}${PERSON}${AFTER_PERSON}`,
      String.raw`(?:^|[\s，,。；;])${PERSON}(?=[（(](?:男|女)?[，,]?(?:性别.[，,])?(?:居民|公民)?身份(?:证|号)[^\n]{0,40}[）)][，,]?(?:系|为|作为|代表|前往|办理))`,
      String.raw`(?<!法定代表人或)${AGENT}${BRACKET}[：:\t]\s*${PERSON}${AFTER_PERSON}`,
    ],
    parse: parsePerson,
    accept: isPerson,
  },
];

/**
 * Fields of an authorisation letter, acceptance form or commitment letter, in whatever words: first what stands beside a
 * label or in a table's cell, then what sentences say.
 */
export function letterDrafts(lines: readonly TextLine[]): Draft[] {
  const paragraphs = paragraphsOf(lines);
  const named: Draft[] = [
    ...formDrafts(lines),
    ...PATTERNS.flatMap((p) => p.patterns.flatMap((source) => matches(paragraphs, source, p))),
  ];
  return [...named, ...codes(paragraphs, named), ...numbers(paragraphs), ...termDrafts(paragraphs)];
}

function matches(paragraphs: Paragraphs, source: string, pattern: Pattern): Draft[] {
  return [...paragraphs.text.matchAll(new RegExp(source, 'gmu'))].flatMap((m): Draft[] => {
    const value = m[1];
    if (value === undefined) return [];
    const from = m.index + m[0].lastIndexOf(value);
    if (!pattern.accept(value, paragraphs.text.slice(Math.max(0, from - 8), from))) return [];
    const parts = placesOf(paragraphs, from, from + value.length);
    const doubtful = pattern.shape === 'person' && mayBeLonger(paragraphs.text, m.index, source, value);
    return [{ field: pattern.field, shape: pattern.shape, parts, parse: pattern.parse, doubtful }];
  });
}

/** Whether the sentence also makes sense with a longer name (李晓 or 李晓现, 现…): then nobody knows where it ends. */
function mayBeLonger(text: string, at: number, source: string, value: string): boolean {
  const greedy = new RegExp(source.replace('{2,4}?', '{2,4}'), 'muy');
  greedy.lastIndex = at;
  const longest = greedy.exec(text)?.[1];
  return longest !== undefined && longest !== value && looksLikePerson(longest) && !NOT_A_PERSON.test(longest);
}

/** 18 characters; beside a label also one or two too few or too many, since a closer look may read them all. */
const CODES =
  /(?<![0-9A-Za-z])[0-9A-Za-z]{17}[0-9A-Za-z×](?![0-9A-Za-z])|(?<=(?:代码|证号码?|证件号码?|份号码?)[：:]?\s?)[0-9A-Za-z]{16,20}×?(?![0-9A-Za-z])/g;
const IDENTITY_LABEL = /(?:身份证|证件|身份)(?:号码?|证号)?[^\n]{0,4}\n?$/u;

/** Both codes have 18 characters: the words before one, else its shape, tell which it is. */
function codes(paragraphs: Paragraphs, named: readonly Draft[]): Draft[] {
  const found = [...paragraphs.text.matchAll(CODES)].map((m) => ({
    text: m[0],
    from: m.index,
    before: paragraphs.text.slice(Math.max(0, m.index - 12), m.index),
  }));
  const place = (c: { text: string; from: number }) => placesOf(paragraphs, c.from, c.from + c.text.length);
  const isIdentity = (c: { text: string; before: string }): boolean =>
    IDENTITY_LABEL.test(c.before) || (!c.before.includes('代码') && parseUscc(c.text) === null);
  // What is no whole code comes last: it counts only where nothing else does.
  const wholeFirst = <T extends { text: string }>(of: readonly T[], parse: Draft['parse']): T[] => [
    ...of.filter((c) => parse(c.text) !== null),
    ...of.filter((c) => parse(c.text) === null),
  ];
  const entity = wholeFirst(
    found.filter((c) => !isIdentity(c) && (parseUscc(c.text) !== null || c.before.includes('代码'))),
    parseUscc,
  );
  const identity = wholeFirst(found.filter(isIdentity), parseIdNumber);
  const agents = identity.filter((c) => isAgents(paragraphs, c.from, named));
  const own = agents.length > 0 || identity.length > 1 ? agents : [];
  return [
    ...entity.map((c): Draft => ({ field: 'uscc', shape: 'uscc', parts: place(c), parse: parseUscc })),
    ...own
      .slice(0, 1)
      .map((c): Draft => ({ field: 'agentIdNumber', shape: 'idNumber', parts: place(c), parse: parseIdNumber })),
  ];
}

/** Whether what stands before an ID number, nearest first, speaks of the agent rather than of the representative. */
function isAgents(paragraphs: Paragraphs, at: number, named: readonly Draft[]): boolean {
  const last = (pattern: RegExp): number => {
    const positions = [...paragraphs.text.slice(0, at).matchAll(pattern)].map((m) => m.index);
    return positions.at(-1) ?? -1;
  };
  const names = named
    .filter((d) => d.field === 'agentName')
    .map((d) => placeOf(paragraphs, d))
    .filter((place) => place < at);
  return Math.max(last(AGENT_MENTION), ...names, 0) >= last(REPRESENTATIVE_MENTION);
}

/** Where a draft begins in the running text. */
function placeOf(paragraphs: Paragraphs, draft: Draft): number {
  const part = draft.parts[0];
  return part ? paragraphs.refs.findIndex((r) => r?.line === part.line && r.index === part.from) : -1;
}

/** Each mention of a 400 number on its own; `verify` joins them. */
function numbers(paragraphs: Paragraphs): Draft[] {
  const pattern = /(?<![0-9])400(?:[\-—–－‐―─·.\s一]?[0-9]){7}(?![0-9])/g;
  const parse = (text: string): string | null => findNumbers(text.replace(/[一·]/gu, '-')).join(',') || null;
  const doubtful = mayMissNumber(paragraphs.text.replace(pattern, NUMBER_READ));
  const at = (m: RegExpExecArray, isGuess: boolean): Draft => ({
    field: 'numbers',
    shape: 'numbers',
    parts: placesOf(paragraphs, m.index, m.index + m[0].length),
    parse,
    doubtful: doubtful || isGuess,
  });
  const sure = [...paragraphs.text.matchAll(pattern)].map((m) => at(m, false));
  return [...sure, ...[...paragraphs.text.matchAll(MISREAD_NUMBER)].map((m) => at(m, true))];
}

/** Ten digits beside the word for a number: their first, misread, may be the 4 that a closer look reads. */
const MISREAD_NUMBER =
  /(?<=(?:号码|热线|电话|办理|业务)[：:为]?\s?)(?!400|1[3-9])[0-9A-Za-z]0[0O][\-—–－‐―─·.\s]?[0-9](?:[\-—–－‐―─·.\s]?[0-9]){6}(?![0-9])/g;

/** Stands in the text for each number that was read. */
const NUMBER_READ = '\u{1F4DE}';
/** Digits that are no 400 number: codes, dates, telephones and whatever a label calls something else. */
const OTHER_DIGITS =
  /[0-9A-Z]{17,18}[0-9A-ZXx]?|[0-9]{4}[年.\-/][0-9]{1,2}[月.\-/][0-9]{1,2}|(?<![0-9])1[3-9][0-9]{9}(?![0-9])|(?:电话|手机|传真|邮编|编号)[：:]?[0-9\-—]+/g;

/** Whether a number of the list may have gone unread: digits that nothing explains, or a comma in a list with nothing beside it. */
function mayMissNumber(text: string): boolean {
  const rest = text.replace(OTHER_DIGITS, '');
  // A row that breaks off after a number goes on behind a reflection or a stain.
  const breaksOff = new RegExp(`${NUMBER_READ}[^\\t\\n0-9]{0,2}\\t`, 'u').test(rest);
  const fragment = [...rest.matchAll(/[0-9][0-9\-—–]{5,}/g)].some((m) => m[0].replace(/[^0-9]/g, '').length >= 6);
  return (
    breaksOff ||
    fragment ||
    new RegExp(`${NUMBER_READ}、\\s*(?!${NUMBER_READ})|(?<!${NUMBER_READ}[.．·]?\\s*)、\\s*${NUMBER_READ}`, 'u').test(
      rest,
    )
  );
}
