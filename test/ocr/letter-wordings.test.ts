import { describe, expect, it } from 'vitest';
import { joinParts } from '../../workers/ocr/fields/flow.js';
import { sameName } from '../../workers/ocr/fields/fold.js';
import { letterDrafts } from '../../workers/ocr/fields/letter.js';
import type { TextLine } from '../../workers/ocr/stages/read-lines.js';
import { splitPage } from '../../workers/ocr/stages/split-page.js';
import { line } from './support.js';

/** What a letter says. Invented; dates as they are written and as they are meant. */
interface Facts {
  readonly entity: string;
  readonly role: string;
  readonly head: string;
  readonly agent: string;
  readonly number: string;
}
const USCC = '91420199UR2B28PN0T';
const ID = '42019919880203862X';
const SIGNED = '2026年9月1日';
const UNTIL = '2027年08月31日';

const FACTS: readonly Facts[] = [
  {
    entity: '启明宏图（武汉）机械制造有限公司',
    role: '法定代表人',
    head: '慕容泽',
    agent: '诸葛博',
    number: '4006-123-456',
  },
  { entity: '上海市示范区锦程便利店', role: '经营者', head: '黎波', agent: '侯丽英', number: '400 612 3456' },
  {
    entity: '厦门市恒瑞天成咨询合伙企业（普通合伙）',
    role: '执行事务合伙人',
    head: '万欣波',
    agent: '阿依古丽·买买提',
    number: '4006123456',
  },
  {
    entity: '成都市汇通新能源有限公司武汉分公司',
    role: '负责人',
    head: '严生霞',
    agent: '冯兰',
    number: '400-6123-456',
  },
];

/** `>` stands to the right, `|` divides the cells of a table. */
const WORDINGS: Readonly<Record<string, (f: Facts) => readonly string[]>> = {
  'sentence and form': (f) => [
    `　　兹授权 ${f.agent}（身份证号：${ID}）为我单位办理400电话号码 ${f.number} 的经办人，期限自${SIGNED}起至${UNTIL}止。`,
    `　　我单位名称：${f.entity}`,
    `　　统一社会信用代码：${USCC}`,
    `　　${f.role}：${f.head}`,
    '>授权单位（公章）',
    `>${SIGNED}`,
  ],
  'one sentence': (f) => [
    `　　我单位${f.entity}（统一社会信用代码：${USCC}），${f.role}${f.head}，现授权我单位员工${f.agent}（身份证号码：${ID}）前往贵公司办理400电话号码${f.number}的入网手续。`,
    `　　授权有效期至${UNTIL}止。`,
    `>授权单位（盖章）：${f.entity}`,
    `>日期：${SIGNED}`,
  ],
  'parties as a form': (f) => [
    `授权人：${f.entity}`,
    `社会信用代码：${USCC}`,
    `${f.role}：${f.head}`,
    `被授权人：${f.agent}　　性别：女`,
    `证件类型：居民身份证　　证件号码：${ID}`,
    `授权内容：办理 ${f.number} 号码的申请、过户、注销等业务。`,
    `有效期限：自${SIGNED}起至${UNTIL}止`,
    '>授权人盖章：',
    `>授权日期：${SIGNED}`,
  ],
  'first person': (f) => [
    `　　本人${f.head}系${f.entity}的${f.role}，现委托${f.agent}为我方代理人，以我方名义办理400电话${f.number}的业务。代理人身份证号码为${ID}。我单位统一社会信用代码：${USCC}。`,
    `　　代理期限自${SIGNED}开始，至${UNTIL}结束。`,
    `>${SIGNED}`,
  ],
  'statement of the company': (f) => [
    `　　本授权书声明：${f.entity}的${f.role}${f.head}授权${f.agent}为本公司的合法代理人，就400电话（${f.number}）的申请与使用事宜，以本公司名义处理一切与之有关的事务。`,
    `　　代理人身份证号：${ID}`,
    `　　统一社会信用代码：${USCC}`,
    `　　本授权书于${SIGNED}签字生效，有效期至${UNTIL}。`,
    `>签署日期：${SIGNED}`,
  ],
  table: (f) => [
    `授权单位|${f.entity}`,
    `统一社会信用代码|${USCC}`,
    `${f.role}|${f.head}`,
    `被授权人|${f.agent}`,
    `身份证号码|${ID}`,
    `申请号码|${f.number}`,
    `授权期限|${SIGNED}至${UNTIL}`,
    '>（单位公章）',
    `>${SIGNED}`,
  ],
  'numbered sections': (f) => [
    `　　我单位（${f.entity}）就400业务办理事宜授权如下：`,
    `　　一、被授权人姓名：${f.agent}，身份证件号码：${ID}；`,
    `　　二、授权办理号码：${f.number}；`,
    '　　三、授权内容：提交资料、签署协议、缴纳费用；',
    `　　四、授权有效期至${UNTIL}止。`,
    `　　统一社会信用代码：${USCC}，${f.role}：${f.head}。`,
    `>${SIGNED}`,
  ],
};

/** Lines as reader A would give them for paper `columns` characters wide. */
function lay(paragraphs: readonly string[], columns: number): TextLine[] {
  const lines = [line('授权委托书', 480, 160, 60)];
  let y = 300;
  const put = (text: string, left: number): void => {
    let x = left;
    for (const piece of text.split(/(　+)/u)) {
      if (piece.trim() === '') x += piece.length * 40;
      else {
        const box = line(piece.replaceAll(' ', ''), x, y);
        lines.push(box);
        x += box.rect.width;
      }
    }
  };
  for (const paragraph of paragraphs) {
    const [label = '', cell] = paragraph.split('|');
    if (paragraph.startsWith('>')) put(paragraph.slice(1), 760);
    else if (cell !== undefined) {
      put(label, 160);
      put(cell, 700);
    } else {
      let row = '';
      let width = 0;
      for (const char of paragraph) {
        if (width >= columns) {
          put(row, 160);
          [row, width, y] = ['', 0, y + 68];
        }
        row += char;
        width += /[ -~]/.test(char) ? 0.55 : 1;
      }
      put(row, 160);
    }
    y += 84;
  }
  return lines;
}

const CASES = Object.entries(WORDINGS).flatMap(([name, write]) =>
  FACTS.map((facts) => [name, facts.role, write(facts), facts] as const),
);

describe('wordings of letters', () => {
  it.each(CASES)('%s, by the %s', (_name, _role, paragraphs, facts) => {
    for (const columns of [27, 30, 33]) {
      const lines = lay(paragraphs, columns);
      expect(splitPage(lines), 'a letter that speaks of cards is one paper').toHaveLength(1);
      const drafts = letterDrafts(lines);
      const valuesOf = (field: string): string[] => [
        ...new Set(drafts.filter((d) => d.field === field).flatMap((d) => d.parse(joinParts(d.parts)) ?? [])),
      ];
      for (const [field, expected] of [
        ['entityName', facts.entity],
        ['legalRepresentative', facts.head],
        ['agentName', facts.agent],
      ] as const) {
        const [first, ...others] = valuesOf(field);
        expect(sameName(first ?? '', expected), `${field} at ${columns}: ${first}`).toBe(true);
        expect(
          others.filter((other) => !sameName(other, expected)),
          `${field} at ${columns}`,
        ).toEqual([]);
      }
      expect(valuesOf('uscc')).toEqual([USCC]);
      expect(valuesOf('agentIdNumber')).toEqual([ID]);
      expect(valuesOf('numbers')).toEqual(['4006123456']);
      expect(valuesOf('signedOn')).toEqual(['2026-09-01']);
      expect(valuesOf('validUntil')).toEqual(['2027-08-31']);
    }
  });
});
