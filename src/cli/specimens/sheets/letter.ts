import { addDays, addYears, LONG_TERM, type IsoDate } from '../../../domain/chinese-date.js';
import { writtenDate } from '../dates.js';
import type { Fonts } from '../fonts.js';
import { makeDate, makeNumber, writtenNumber, type InventedEntity, type InventedPerson } from '../identity.js';
import { markAsSpecimen } from '../ornaments.js';
import type { Random } from '../random.js';
import { stampSeal } from '../seal.js';
import { SheetDrawing, wrapText, type Sheet, type SheetBox } from '../sheet.js';

/** What a letter says; wordings put it into sentences. */
export interface LetterFacts {
  readonly entity: InventedEntity;
  readonly agent: InventedPerson;
  readonly numbers: readonly string[];
  readonly signedOn: IsoDate;
  /** Null: the wording says something without a date, or nothing. */
  readonly validUntil: string | null;
}

export function makeLetterFacts(random: Random, entity: InventedEntity, agent: InventedPerson): LetterFacts {
  const signedOn = makeDate(random, 2025, 2026);
  return {
    entity,
    agent,
    numbers: Array.from({ length: random.chance(0.8) ? 1 : random.int(2, 4) }, () => makeNumber(random)),
    signedOn,
    validUntil: random.pick([null, null, addYears(signedOn, 1), addDays(addYears(signedOn, 2), -1), LONG_TERM]),
  };
}

interface Words {
  readonly random: Random;
  readonly facts: LetterFacts;
  /** Each number as somebody wrote it. */
  readonly numbers: string;
  readonly date: string;
  readonly term: string;
}

/** One way to write a letter: paragraphs, the heading left out, and which fields it states. */
interface Wording {
  readonly name: string;
  readonly write: (w: Words) => readonly string[];
  readonly states: readonly string[];
}

const ALL = [
  'entityName',
  'uscc',
  'legalRepresentative',
  'agentName',
  'agentIdNumber',
  'numbers',
  'signedOn',
  'validUntil',
];
const all = (...without: string[]): string[] => ALL.filter((field) => !without.includes(field));

export const WORDINGS: readonly Wording[] = [
  {
    name: 'sentence',
    states: all(),
    write: ({ facts: { entity, agent }, numbers, term }) => [
      '致：电信业务经营者',
      `　　兹委托${agent.name}（公民身份号码：${agent.idNumber}）作为我单位经办人，办理${numbers}号码的开户、受理及后续变更事宜。${term}`,
      `　　单位全称：${entity.name}`,
      `　　统一社会信用代码：${entity.uscc}`,
      `　　法定代表人（负责人）：${entity.representative.name}`,
    ],
  },
  {
    name: 'whole-in-one',
    states: all(),
    write: ({ random, facts: { entity, agent }, numbers, term }) => [
      `　　${entity.name}（统一社会信用代码：${entity.uscc}，法定代表人：${entity.representative.name}）现授权本单位员工${agent.name}${random.pick(['', '先生', '女士', '同志'])}，身份证号${agent.idNumber}，全权办理400业务号码${numbers}的申请手续。${term}其在授权范围内签署的文件，我单位均予承认。`,
    ],
  },
  {
    name: 'list',
    states: all(),
    write: ({ facts: { entity, agent }, numbers, term }) => [
      `委托单位：${entity.name}`,
      `统一社会信用代码：${entity.uscc}`,
      `法定代表人：${entity.representative.name}`,
      `受托人：${agent.name}`,
      `身份证号码：${agent.idNumber}`,
      `委托事项：代为办理${numbers}电话号码入网登记、资料提交和业务受理。`,
      ...(term === '' ? [] : [term]),
    ],
  },
  {
    name: 'first-person',
    states: all(),
    write: ({ facts: { entity, agent }, numbers, term }) => [
      `　　本人${entity.representative.name}，系${entity.name}的法定代表人，统一社会信用代码${entity.uscc}。现授权${agent.name}（身份证号码${agent.idNumber}）为我方代理人，以我方名义办理${numbers}热线的登记。代理人无转委托权。${term}`,
    ],
  },
  {
    name: 'dispatch',
    states: all('legalRepresentative'),
    write: ({ facts: { entity, agent }, numbers, term }) => [
      `　　今委派我公司职员 ${agent.name} 前往贵处办理 ${numbers} 号码申请事宜，望予接洽。`,
      `　　经办人身份证号：${agent.idNumber}`,
      ...(term === '' ? [] : [`　　${term}`]),
      `　　公司名称：${entity.name}`,
      `　　信用代码：${entity.uscc}`,
    ],
  },
  {
    name: 'two-parties',
    states: all(),
    write: ({ facts: { entity, agent }, numbers, term }) => [
      `授权方：${entity.name}`,
      `法定代表人/负责人：${entity.representative.name}　　统一社会信用代码：${entity.uscc}`,
      `被授权人：${agent.name}　　性别：${agent.sex}`,
      `证件类型：居民身份证　　证件号码：${agent.idNumber}`,
      `　　授权方特此授权被授权人代表授权方办理以下400号码的业务：${numbers}。${term}`,
    ],
  },
  {
    name: 'numbered',
    states: all(),
    write: ({ facts: { entity, agent }, numbers, term }) => [
      `　　我单位（${entity.name}）就400业务办理事宜授权如下：`,
      `　　一、被授权人姓名：${agent.name}，身份证件号码：${agent.idNumber}；`,
      `　　二、授权办理号码：${numbers}；`,
      `　　三、授权内容：提交资料、签署协议、缴纳费用；`,
      `　　四、${term === '' ? '本授权不得转让。' : term}`,
      `　　统一社会信用代码：${entity.uscc}，法定代表人：${entity.representative.name}。`,
    ],
  },
];

const termOf = (random: Random, { validUntil, signedOn }: LetterFacts): string => {
  if (validUntil === null)
    return random.pick(['', '授权期限至业务办理完毕之日止。', '授权有效期：自签署之日起至办结时止。']);
  if (validUntil === LONG_TERM) return random.pick(['授权期限：长期。', '本授权长期有效。', '授权有效期：长期有效。']);
  const end = writtenDate(random, validUntil);
  return random.pick([
    `授权期限：自${writtenDate(random, signedOn)}至${end}。`,
    `授权有效期至${end}止。`,
    `委托期限自签署之日起至${end}止。`,
  ]);
};

const TITLES = ['授权委托书', '授权书', '委托书', '法人授权委托书', '400业务办理授权书', '办理委托书'];

/** An authorisation letter in one of many wordings; the company's seal over its signature, or not. */
export function letterSheet(random: Random, fonts: Fonts, facts: LetterFacts, seal = random.chance(0.85)): Sheet {
  const wording = random.pick(WORDINGS);
  const words: Words = {
    random,
    facts,
    numbers: facts.numbers.map((n) => writtenNumber(random, n)).join(random.pick(['、', '，'])),
    date: writtenDate(random, facts.signedOn),
    term: termOf(random, facts),
  };
  const truth: Record<string, string> = {
    entityName: facts.entity.name,
    uscc: facts.entity.uscc,
    legalRepresentative: facts.entity.representative.name,
    agentName: facts.agent.name,
    agentIdNumber: facts.agent.idNumber,
    numbers: facts.numbers.join(','),
  };
  const title = random.pick(TITLES);
  const sheet = typedPage(random, fonts, { title, paragraphs: wording.write(words) });
  for (const field of wording.states) {
    const value = truth[field];
    if (value !== undefined) sheet.page.fields[field] = value;
  }
  if (facts.validUntil !== null) sheet.page.fields['validUntil'] = facts.validUntil;
  sign(sheet, random, { name: facts.entity.name, date: words.date, seal, fonts });
  sheet.page.fields['signedOn'] = facts.signedOn;
  markAsSpecimen(sheet.page, random, sheet.font);
  return sheet.page.finish({ kinds: ['authorisation_letter'], variant: `letter/${wording.name}` });
}

export interface TypedPage {
  readonly page: SheetDrawing;
  readonly font: string;
  readonly size: number;
  /** Below the last paragraph. */
  readonly bottom: number;
}

/** An A4 page as a word processor sets it. */
export function typedPage(
  random: Random,
  fonts: Fonts,
  text: { title: string; paragraphs: readonly string[] },
): TypedPage {
  const page = new SheetDrawing(1654, 2339);
  page.add(`<rect width="1654" height="2339" fill="${random.pick(['#ffffff', '#fdfdfb', '#fbfbf7'])}"/>`);
  const font = random.pick(fonts.chinese);
  const size = random.between(36, 46);
  const margin = random.int(150, 220);
  const lineHeight = random.between(1.5, 2);
  page.text(827, random.int(170, 260), text.title, {
    size: random.int(60, 78),
    font: random.pick(fonts.chinese),
    weight: 700,
    anchor: 'middle',
    spacing: random.pick([0, 0, 14]),
  });
  let y = random.int(380, 440);
  for (const paragraph of text.paragraphs) {
    y =
      page.lines(margin, y, wrapText(paragraph, (1654 - 2 * margin) / size), { size, font }, lineHeight) +
      random.int(0, 16);
  }
  return { page, font, size, bottom: y };
}

/** Signature block: the entity (or just 授权单位), the date, and the seal over both. */
export function sign(
  { page, font, size, bottom }: TypedPage,
  random: Random,
  { name, date, seal, fonts }: { name: string; date: string; seal: boolean; fonts: Fonts },
): void {
  const y = Math.min(bottom + random.int(70, 200), 1950);
  const x = random.int(760, 900);
  page.text(x, y, random.pick(['授权单位（盖章）：', '单位公章：', '（加盖公章）', '委托单位（公章）']), {
    size,
    font,
  });
  if (random.chance(0.5) && name.length < 18)
    page.text(Math.min(x, 1500 - name.length * size), y + size * 1.7, name, { size, font });
  page.text(x, y + size * 3.4, random.chance(0.4) ? `日期：${date}` : date, { size, font });
  const box: SheetBox = [x, y + size * 3.4, size * 9, size];
  page.boxes['signedOn'] = box;
  if (seal) {
    const kind = random.chance(0.85) ? 'company' : random.pick(['finance', 'contract', 'department'] as const);
    stampSeal(
      page,
      random,
      { kind, text: name, cx: x + random.int(120, 330), cy: y + random.int(20, 120), radius: random.int(118, 165) },
      fonts.chinese,
    );
  }
}
