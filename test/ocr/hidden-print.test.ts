import { describe, expect, it } from 'vitest';
import type { PageKind } from '../../src/domain/ocr-fields.js';
import type { Draft } from '../../workers/ocr/fields/draft.js';
import { joinParts } from '../../workers/ocr/fields/flow.js';
import { classifyPage } from '../../workers/ocr/stages/classify.js';
import { draftFields } from '../../workers/ocr/stages/draft-fields.js';
import { grow } from '../../workers/ocr/image/grow.js';
import type { TextLine } from '../../workers/ocr/stages/read-lines.js';
import { line } from './support.js';

// Seals (grey on a copy), folds and watermarks hide print or add to it: what is left must still lead to the right place.

const draftsOf = (lines: readonly TextLine[], kind: PageKind, field: string): Draft[] =>
  draftFields(lines, [kind]).filter((d) => d.field === field);
const textOf = (draft: Draft | undefined): string | undefined => draft && joinParts(draft.parts);

describe('a label in several boxes', () => {
  it.each([
    [['经营', '者'], 80],
    [['经', '营', '者'], 40],
    [['法定代', '表人'], 120],
  ])('%j is put together', (boxes, step) => {
    const lines = [
      line('营业执照', 400, 100, 100),
      ...boxes.map((text, i) => line(text, 200 + i * (step + 20), 400)),
      line('路民玉', 600, 400),
    ];
    expect(textOf(draftsOf(lines, 'business_licence', 'legalRepresentative')[0])).toBe('路民玉');
  });
});

describe('a label of the next column in a value’s box', () => {
  it('ends the value and keeps its own', () => {
    const joined = line('天津光捷股权投资合伙企业（有限合伙）  出资额', 480, 200);
    // The recogniser writes no blanks: only the gap is left.
    const chars = joined.chars.filter((c) => c.char !== ' ');
    const box: TextLine = { ...joined, chars, text: chars.map((c) => c.char).join(''), gaps: chars.map(() => false) };
    const lines = [
      line('营业执照', 400, 20, 80),
      line('名称', 200, 200),
      box,
      line('壹佰万元整', 1400, 200),
      line('类型', 200, 300),
      line('有限合伙企业', 480, 300),
    ];
    expect(textOf(draftsOf(lines, 'business_licence', 'name')[0])).toBe('天津光捷股权投资合伙企业（有限合伙）');
    expect(textOf(draftsOf(lines, 'business_licence', 'registeredCapital')[0])).toBe('壹佰万元整');
  });
});

describe('a list of numbers that breaks off', () => {
  it('is for a person to complete', () => {
    const lines = [
      line('授权委托书', 480, 160, 60),
      line('授权方特此授权被授权人代表授权方办理以下400号码的业', 240, 300),
      line('务：4003705865.', 160, 370),
      line('明至2025年08月31日止。', 1000, 370),
    ];
    expect(draftsOf(lines, 'authorisation_letter', 'numbers')[0]?.doubtful).toBe(true);
  });
});

describe('a label of two letters set wide apart', () => {
  const form = [
    line('营业执照', 400, 20, 80),
    line('法定代表人', 200, 200),
    line('鲁静瑶', 480, 200),
    line('注册资本', 200, 280, 50),
    line('壹佰万元整', 480, 280),
  ];
  const address = line('湖北省襄阳市南浦县青年街1136号', 480, 360);

  it('is known by the letter that was found, where the other labels begin or end', () => {
    for (const letter of [line('住', 200, 360), line('所', 360, 360)]) {
      expect(textOf(draftsOf([...form, letter, address], 'business_licence', 'address')[0])).toBe(address.text);
    }
  });

  it('is not seen in a letter that stands anywhere else', () => {
    expect(draftsOf([...form, line('所', 300, 360), address], 'business_licence', 'address')).toEqual([]);
  });

  it('is no part of the value, where the value’s box begins inside its label’s', () => {
    const lines = [line('公民身份号码', 100, 500), line('姓名', 100, 100), line('名于宇', 150, 100)];
    const draft = draftsOf(lines, 'id_front', 'name')[0];
    expect(textOf(draft)).toBe('于宇');
    expect(draft?.doubtful).toBe(false);
  });
});

describe('a span of validity under glare', () => {
  it('keeps its place without its first digits, and its end is not taken for its beginning', () => {
    const lines = [line('居民身份证', 200, 100), line('021.06.15-2031.06.15', 300, 500)];
    const draft = draftsOf(lines, 'id_back', 'validFrom')[0];
    expect(draft?.parse(textOf(draft) ?? '')).toBeNull();
    expect(draft?.parse('2021.06.15-2031.06.15')).toBe('2021-06-15');
  });
});

describe('an authority without end', () => {
  it.each(['本授权长期有效。', '授权期限：长期。', '本委托书长期有效。'])('is known from %s', (words) => {
    const lines = [line('法人授权委托书', 400, 100, 60), line(`兹委托庞芬悦办理入网手续。${words}`, 100, 300)];
    expect(draftsOf(lines, 'authorisation_letter', 'validUntil').map(textOf)).toEqual(['长期']);
  });
});

describe('a label in two languages', () => {
  it('is known by its Chinese half when the English one is misread', () => {
    const lines = [
      line('外国人永久居留身份证', 400, 60, 60),
      line('姓名/', 200, 200, 20),
      line('SPECIMEN,LUCAS', 200, 230),
      line('性别/So', 200, 300, 20),
      line('出生H期/tdofHirth', 600, 300, 20),
      line('女/F', 200, 330),
      line('2003.02.20', 600, 330),
    ];
    const of = (field: string) => draftsOf(lines, 'id_front', field)[0];
    expect(textOf(of('name'))).toBe('SPECIMEN,LUCAS');
    expect(textOf(of('birth'))).toBe('2003.02.20');
    const apart = [...lines.filter((l) => l.text !== '女/F'), line('/F', 232, 329, 30), line('女', 200, 330, 30)];
    expect(textOf(draftsOf(apart, 'id_front', 'sex')[0])).toContain('女');
    expect(of('sex')?.parse(textOf(of('sex')) ?? '')).toBe('女');
  });
});

describe('letters of a seal left of the column of values', () => {
  const form = [
    line('营业执照', 400, 20, 80),
    line('名称', 200, 200),
    line('汇诚康教育咨询有限公司襄阳分公司', 480, 200),
    line('类型', 200, 280),
    line('有限责任公司分公司', 480, 280),
    line('营业场所', 200, 360),
    line('湖北省襄阳市南浦县青年街1136号', 480, 360),
    line('成立日期', 200, 520),
    line('2023年11月07日', 480, 520),
  ];

  it('are no value, in the label’s box', () => {
    const lines = [...form, line('负责人询有', 200, 440), line('鲁静瑶', 480, 440)];
    expect(textOf(draftsOf(lines, 'business_licence', 'legalRepresentative')[0])).toBe('鲁静瑶');
  });

  it('nor before the value, which then is for a person to confirm', () => {
    const lines = [...form, line('经营范围', 200, 600), line('7国内货运代理；装卸搬运。', 425, 600)];
    const draft = draftsOf(lines, 'business_licence', 'scope')[0];
    expect(textOf(draft)).toBe('国内货运代理；装卸搬运。');
    expect(draft?.doubtful).toBe(true);
  });
});

describe('a value whose label is hidden', () => {
  it('is known by its column and its looks, for a person to confirm', () => {
    const lines = [
      line('营业执照', 400, 20, 80),
      line('名称', 200, 200),
      line('汇诚康教育咨询有限公司', 480, 200),
      line('鲁静瑶', 480, 280),
      line('2023年11月07日', 480, 360),
      line('住所', 200, 440),
      line('湖北省襄阳市南浦县青年街1136号', 480, 440),
    ];
    for (const [field, text] of [
      ['legalRepresentative', '鲁静瑶'],
      ['established', '2023年11月07日'],
    ] as const) {
      const draft = draftsOf(lines, 'business_licence', field)[0];
      expect(textOf(draft)).toBe(text);
      expect(draft?.doubtful).toBe(true);
    }
  });
});

describe('a date of issue under a seal', () => {
  const licence = (date: string): TextLine[] => [
    line('营业执照', 400, 20, 80),
    line('名称', 200, 200),
    line('汇诚康教育咨询有限公司', 480, 200),
    line('登机关', 900, 600),
    line(date, 940, 700),
  ];

  it('keeps its place although its end is hidden', () => {
    expect(textOf(draftsOf(licence('2014年9月22'), 'business_licence', 'issued')[0])).toBe('2014年9月22');
  });

  it('has no value until a look with more room at its ends finds one', () => {
    const draft = draftsOf(licence('2014年9月2'), 'business_licence', 'issued')[0];
    expect(draft?.parse('2014年9月2')).toBeNull();
    expect(draft?.parse('2014年9月22日')).toBe('2014-09-22');
    const quad = grow(
      [
        { x: 100, y: 0 },
        { x: 300, y: 0 },
        { x: 300, y: 40 },
        { x: 100, y: 40 },
      ],
      0,
      0,
      { before: 2, after: 1 },
    );
    expect([quad[0].x, quad[1].x]).toEqual([20, 340]);
  });
});

describe('a letter', () => {
  it('keeps the place of a code of which a character was misread', () => {
    const lines = [
      line('授权委托书', 480, 160, 60),
      line('委托单位：深圳市禾星生物医药股份有限公司', 240, 300),
      line('统一社会信用代码：q1217613MARD8U0L5A', 240, 380),
      line('受托人：陈明强', 240, 460),
      line('身份证号：42019919880203862', 240, 540),
      line('办理号码：1009965913', 240, 620),
    ];
    const of = (field: string) => draftsOf(lines, 'authorisation_letter', field)[0];
    expect(of('uscc')?.parse('91217613MARD8U0L5A')).toBe('91217613MARD8U0L5A');
    expect(textOf(of('uscc'))).toBe('q1217613MARD8U0L5A');
    expect(textOf(of('agentIdNumber'))).toBe('42019919880203862');
    expect(of('agentIdNumber')?.parse('42019919880203862')).toBeNull();
    expect(textOf(of('numbers'))).toBe('1009965913');
    expect(of('numbers')?.parse('1009965913')).toBeNull();
    expect(of('numbers')?.doubtful).toBe(true);
  });

  it('is known by its title although it speaks of receiving applications', () => {
    const lines = [
      line('400业务办理授权书', 480, 160, 60),
      line('委托事项：代为办理400-7059-877电话号码入网登记、资料提交和', 240, 300),
      line('业务受理', 240, 380),
    ];
    expect(classifyPage(lines).kind).toBe('authorisation_letter');
  });

  it('does not run a headline of the text’s size into the name under it', () => {
    const lines = [
      line('用户入网责任承诺书', 560, 200),
      line('汇诚康教育咨询有限公司郑重承诺：', 240, 290),
      line('一、所提交的资料真实、合法、有效，并对其真实性承担全部法律责任；', 240, 370),
      line('二、4009565873仅用于登记的用途，不出租、不转让，接受监督检查；', 240, 450),
    ];
    expect(textOf(draftsOf(lines, 'commitment_letter', 'entityName')[0])).toBe('汇诚康教育咨询有限公司');
  });
});
