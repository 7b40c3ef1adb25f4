import { findNumbers } from '../../../src/domain/number-400.js';
import type { TextLine } from '../stages/read-lines.js';
import type { Draft, Shape } from './draft.js';
import { paragraphsOf, placesOf, type Paragraphs } from './paragraphs.js';
import { findDates, parseDate, parseEntity, parseIdNumber, parsePerson, parseUscc } from './parse.js';

/** A name of a person inside a sentence: as few characters as end before one of the things that follow a name. */
const NAME = String.raw`([\p{Script=Han}·•・‧．.]{2,4}?|[\p{Script=Han}·•・‧．.]{2,14}?|[A-Z][A-Za-z .]{2,30}?)`;
const AFTER_NAME = String.raw`(?=[（(，,。；;、：:\s]|先生|女士|同志|身份证|居民|证件|性别|为我|为本|为办|为贵|为代|作为|办理|代表|前往|全权|联系|电话|手机|职务|$)`;
const COLON = String.raw`[：:]?`;
/** 公司 first: a name holds 厂 or 店 in its middle as often as not. */
const ENTITY = String.raw`([\p{Script=Han}〇A-Za-z0-9（）()·&\-]{2,60}?(?:公司|合伙企业[）)（(\p{Script=Han}]*|企业|商行|经营部|工作室|事务所|合作社|个体工商户|[厂店行部院校会社所站馆]|中心|大学|小学|中学|医院|协会|基金会)(?:[\p{Script=Han}]{1,12}?分(?:公司|店|院|所|行))?)`;
const SIGNATURE = String.raw`(?:[（(](?:公章|盖章|签章|签字|签名|加盖公章|全称|章)[^）)]{0,8}[）)])?`;

interface Pattern {
  readonly field: string;
  readonly shape: Shape;
  /** Group 1 is the value. */
  readonly patterns: readonly string[];
  readonly parse: (text: string) => string | null;
}

const ENTITY_LABELS = String.raw`(?:我?单位名称|我?公司名称|企业名称|单位全称|公司全称|客户名称|用户名称|申请单位|授权单位|委托单位|承诺单位|授权方|委托方|授权人|委托人|承诺人|承诺方|使用单位|名称)`;

const PATTERNS: readonly Pattern[] = [
  {
    field: 'entityName',
    shape: 'entity',
    patterns: [
      `${ENTITY_LABELS}${SIGNATURE}${String.raw`[：:]\s*`}${ENTITY}${String.raw`(?=[\s，,。；;]|[（(](?:以下|统一|盖|公章|下称|简称)|$|统一社会|法定代表)`}`,
      `(?:系|为|是)${ENTITY}(?=的?(?:法定代表人|负责人|经营者))`,
      String.raw`(?:^|[\s。，,；;：:])(?:兹?有)?(?:我单位|我公司|本公司|本单位|我司|我方)${ENTITY}${String.raw`(?=[\s，,。；;（(]|现|兹|授权|委托|承诺|郑重)`}`,
      String.raw`(?:^|[\s。；;])${ENTITY}${String.raw`(?=(?:[（(][^）)]{0,40}[）)])?[，,]?(?:郑重|现|兹|特|在此)?(?:授权|委托|承诺))`}`,
      String.raw`(?:^|[\s。；;])${ENTITY}${String.raw`(?=[\s]|$|[（(](?:盖章|公章))`}`,
    ],
    parse: parseEntity,
  },
  {
    field: 'legalRepresentative',
    shape: 'person',
    patterns: [
      String.raw`本人${NAME}(?=[，,（(]|系|为|是|作为)[^\n。]{0,60}(?:法定代表人|负责人|经营者)`,
      String.raw`(?:法定代表人|负责人|经营者|执行事务合伙人|投资人)(?:姓名)?${SIGNATURE}(?:[：:为是]|\t)?${NAME}${AFTER_NAME}`,
    ],
    parse: parsePerson,
  },
  {
    field: 'agentName',
    shape: 'person',
    patterns: [
      String.raw`(?:授权|委托|委派|指派|指定|派)(?:委托|授权)?(?:我|本)?(?:单位|公司|司|方)?(?:的)?(?:员工|职工|职员|工作人员|经办人员?|代理人|同志|雇员)?${COLON}${NAME}${AFTER_NAME}`,
      String.raw`(?:被授权人|受托人|受委托人|被委托人|代理人|经办人|授权代表|委托代理人)(?:姓名)?${SIGNATURE}[：:\t]${NAME}${AFTER_NAME}`,
      String.raw`(?:^|\s)姓名[：:]?${NAME}${AFTER_NAME}`,
    ],
    parse: parsePerson,
  },
];

/** Words that a pattern can take for a name. */
const NOT_A_PERSON =
  /书|单位|公司|员工|人员|办理|代理|期限|事项|范围|签|盖|电话|号码|身份|姓名|本人|以下|下列|如下|签字|贵司|我方|委托|授权|经办|同志|名称|代表/;

/** Fields of an authorisation letter, acceptance form or commitment letter, in whatever words. */
export function letterDrafts(lines: readonly TextLine[]): Draft[] {
  const paragraphs = paragraphsOf(lines);
  const drafts: Draft[] = PATTERNS.flatMap((p) => p.patterns.flatMap((source) => matches(paragraphs, source, p)));
  return [
    ...drafts,
    ...shaped(paragraphs, 'uscc', 'uscc', /(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])/g, parseUscc),
    ...agentIds(paragraphs, drafts),
    ...numbers(paragraphs),
    ...dates(paragraphs),
  ];
}

function matches(paragraphs: Paragraphs, source: string, pattern: Pattern): Draft[] {
  return [...paragraphs.text.matchAll(new RegExp(source, 'gmu'))].flatMap((m): Draft[] => {
    const value = m[1];
    if (value === undefined || (pattern.shape === 'person' && NOT_A_PERSON.test(value))) return [];
    const from = m.index + m[0].lastIndexOf(value);
    const parts = placesOf(paragraphs, from, from + value.length);
    return [{ field: pattern.field, shape: pattern.shape, parts, parse: pattern.parse }];
  });
}

function shaped(
  paragraphs: Paragraphs,
  field: string,
  shape: Shape,
  pattern: RegExp,
  parse: (text: string) => string | null,
): Draft[] {
  return [...paragraphs.text.matchAll(pattern)].flatMap((m): Draft[] =>
    parse(m[0]) === null && shape !== 'date'
      ? []
      : [{ field, shape, parts: placesOf(paragraphs, m.index, m.index + m[0].length), parse }],
  );
}

/** The ID number that follows the agent's name; the representative's may stand in the letter as well. */
function agentIds(paragraphs: Paragraphs, drafts: readonly Draft[]): Draft[] {
  const agent = drafts.find((d) => d.field === 'agentName')?.parts[0];
  const start = agent ? paragraphs.refs.findIndex((r) => r?.line === agent.line && r.index === agent.from) : 0;
  const found = shaped(paragraphs, 'agentIdNumber', 'idNumber', /(?<![0-9])[0-9]{17}[0-9Xx×](?![0-9])/g, parseIdNumber);
  const placeOf = (d: Draft): number => {
    const part = d.parts[0];
    return part ? paragraphs.refs.findIndex((r) => r?.line === part.line && r.index === part.from) : -1;
  };
  const after = found.filter((d) => placeOf(d) > start);
  return after.slice(0, 1);
}

/** Each mention of a 400 number on its own; `verify` joins them. */
function numbers(paragraphs: Paragraphs): Draft[] {
  return shaped(
    paragraphs,
    'numbers',
    'numbers',
    /(?<![0-9])400(?:[\-—–－‐―·.\s]?[0-9]){7}(?![0-9])/g,
    (t) => findNumbers(t).join(',') || null,
  );
}

const TERM = /(?:授权|委托)?(?:期限|有效期|时间|有效期限)/;

/** The date of signing is the last date outside the sentence on the term; that sentence's last date ends the authority. */
function dates(paragraphs: Paragraphs): Draft[] {
  const found = shaped(
    paragraphs,
    'signedOn',
    'date',
    /[0-9〇○零一二三四五六七八九]{0,4}[年.\-/][0-9〇○零一二三四五六七八九十]{1,3}[月.\-/][0-9〇○零一二三四五六七八九十]{1,3}日?/g,
    parseDate,
  );
  const sentences = [...paragraphs.text.matchAll(/[^\n。；;]+/g)].filter((s) => TERM.test(s[0]));
  const inTerm = (d: Draft): boolean => {
    const part = d.parts[0];
    const at = part ? paragraphs.refs.findIndex((r) => r?.line === part.line && r.index === part.from) : -1;
    return sentences.some((s) => at >= s.index && at < s.index + s[0].length);
  };
  const signed = found.filter((d) => !inTerm(d)).slice(-1);
  const until = found
    .filter(inTerm)
    .slice(-1)
    .map((d): Draft => ({ ...d, field: 'validUntil', shape: 'until', parse: (t) => findDates(t)[0] ?? null }));
  const forever = sentences.flatMap((s) => {
    const at = s[0].indexOf('长期');
    if (at < 0) return [];
    const parts = placesOf(paragraphs, s.index + at, s.index + at + 2);
    return [
      {
        field: 'validUntil',
        shape: 'until',
        parts,
        parse: (t: string) => (t.includes('长期') ? '长期' : null),
      } satisfies Draft,
    ];
  });
  return [...signed, ...(until.length > 0 ? until : forever)];
}
