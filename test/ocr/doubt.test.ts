import { describe, expect, it } from 'vitest';
import type { PageKind } from '../../src/domain/ocr-fields.js';
import type { Draft } from '../../workers/ocr/fields/draft.js';
import { partOf } from '../../workers/ocr/fields/flow.js';
import { parseDate, parseEntity, parsePerson } from '../../workers/ocr/fields/parse.js';
import { classifyPage } from '../../workers/ocr/stages/classify.js';
import { draftFields } from '../../workers/ocr/stages/draft-fields.js';
import { judgeField, judgeNumbers } from '../../workers/ocr/stages/judge.js';
import { firstLook, type Evidence, type Look } from '../../workers/ocr/stages/look-again.js';
import type { TextLine } from '../../workers/ocr/stages/read-lines.js';
import { line } from './support.js';

const CONTEXT = { page: 1, toGiven: [1, 0, 0, 0, 1, 0, 0, 0, 1], qr: [], today: '2026-01-01' } as const;

/** What both readers see when neither has a doubt about any character; `other` is what reader B reads instead. */
function evidence(draft: Draft, other: string | null = null): Evidence {
  const first = firstLook(draft);
  const look = (text: string): Look => ({ text, value: draft.parse(text), certainty: 1, chars: [] });
  return { draft, first, second: first, older: null, other: other === null ? first : look(other), stamped: false };
}

const draftsOf = (lines: readonly TextLine[], kind: PageKind, field: string): Draft[] =>
  draftFields(lines, [kind]).filter((d) => d.field === field);

function readingOf(lines: readonly TextLine[], kind: PageKind, field: string): { value: unknown; verdict: unknown } {
  const drafts = draftsOf(lines, kind, field);
  const evidences = drafts.map((d) => evidence(d));
  const shape = drafts[0]?.shape ?? 'text';
  const reading = shape === 'numbers' ? judgeNumbers(evidences, CONTEXT) : judgeField(shape, evidences, CONTEXT);
  return { value: reading?.value, verdict: reading?.verdict };
}

describe('a name beside its label', () => {
  const beside = (printed: string, parse: Draft['parse'], shape: Draft['shape']): Draft => ({
    field: 'name',
    shape,
    parts: [partOf(line(printed, 0, 0))],
    parse,
  });
  const verdict = (draft: Draft): unknown => judgeField(draft.shape, [evidence(draft)], CONTEXT)?.verdict;

  it('is read when all of it is there', () => {
    expect(verdict(beside('成都市恒汇生物医药有限责任公司', parseEntity, 'entity'))).toBe('read');
    expect(verdict(beside('乌鲁木齐市诚茂股权投资合伙企业（有限合伙）', parseEntity, 'entity'))).toBe('read');
    expect(verdict(beside('郭强霞', parsePerson, 'person'))).toBe('read');
    expect(verdict(beside('郭强霞（签字）', parsePerson, 'person'))).toBe('read');
    expect(verdict(beside('SAMPLE,ANNA', parsePerson, 'person'))).toBe('read');
  });

  it('is unsure when it does not end as names do', () => {
    expect(verdict(beside('乌鲁木齐市诚茂股权投资合伙', parseEntity, 'entity'))).toBe('unsure');
  });

  it('ends with the form of its company, unless what follows ends a name itself', () => {
    expect(parseEntity('上海市禾盛餐饮管理有限公司主本')).toBe('上海市禾盛餐饮管理有限公司');
    expect(parseEntity('上海市禾盛餐饮管理有限公司食堂')).toBe('上海市禾盛餐饮管理有限公司食堂');
    expect(parseEntity('上海市禾盛餐饮管理有限公司郑州分公司')).toBe('上海市禾盛餐饮管理有限公司郑州分公司');
  });

  it('is unsure when letters that it does not account for follow it', () => {
    expect(verdict(beside('郭强，霞', parsePerson, 'person'))).toBe('unsure');
  });
});

describe('a date', () => {
  const verdict = (printed: string): unknown => {
    const draft: Draft = { field: 'issued', shape: 'date', parts: [partOf(line(printed, 0, 0))], parse: parseDate };
    return judgeField('date', [evidence(draft)], CONTEXT)?.verdict;
  };

  it('is read when month and day are written alike', () => {
    for (const printed of ['2024年03月08日', '2024年3月8日', '2024年3月18日', '2024-03-08', '2024.3.8'])
      expect([printed, verdict(printed)]).toEqual([printed, 'read']);
  });

  it('is unsure when one of them may have lost a digit', () => {
    for (const printed of ['2024-03-1', '2024年2月09日', '2024年03月8日', '2024.2.09'])
      expect([printed, verdict(printed)]).toEqual([printed, 'unsure']);
  });
});

describe('a row that goes on beyond a gap', () => {
  it('leaves the value to a person', () => {
    const lines = [
      line('营业执照', 400, 20, 80),
      line('经营范围', 200, 200),
      line('开展相关业', 480, 200),
      line('培训。', 780, 200),
    ];
    expect(readingOf(lines, 'business_licence', 'scope')).toEqual({ value: '开展相关业', verdict: 'unsure' });
  });
});

describe('a list of 400 numbers', () => {
  const reading = (list: string): unknown =>
    readingOf(
      [line('业务受理单', 400, 20, 60), line('申请号码', 100, 100), line(list, 400, 100)],
      'acceptance_form',
      'numbers',
    );

  it('is read with a speck before its comma, and unsure with nothing there', () => {
    expect(reading('4008978032.、4005-466-502')).toEqual({ value: '4008978032,4005466502', verdict: 'read' });
    expect(reading('、4005-466-502')).toEqual({ value: '4005466502', verdict: 'unsure' });
  });
});

describe('a 400 number of which no look shows ten digits', () => {
  it('makes the list of numbers unsure', () => {
    const sure = draftsOf([line('业务号码：4009629538', 100, 100)], 'acceptance_form', 'numbers').map((d) =>
      evidence(d),
    );
    const lost: Draft = {
      field: 'numbers',
      shape: 'numbers',
      parts: [partOf(line('400-27', 0, 0))],
      parse: () => null,
    };
    expect(judgeNumbers(sure, CONTEXT)).toMatchObject({ value: '4009629538', verdict: 'read' });
    expect(judgeNumbers([...sure, evidence(lost)], CONTEXT)).toMatchObject({ verdict: 'unsure' });
  });
});

describe('lines under a value', () => {
  const rows = [
    line('类型', 200, 100),
    line('有限责任公司', 440, 100),
    line('法定代表人', 200, 200),
    line('郭强霞', 440, 200),
    line('成立日期', 200, 300),
    line('2007年04月10日', 440, 300),
  ];

  it('belong to it when they stand closer than the rows of the form, however short they are', () => {
    const lines = [
      ...rows,
      line('住所', 200, 400),
      line('湖北省武汉市示范区滨河街七百七十七号', 440, 400),
      line('经营范围', 200, 500),
      line('销售电子产品；', 440, 500),
      line('销售服装。', 440, 560),
    ];
    expect(readingOf(lines, 'business_licence', 'scope')).toEqual({
      value: '销售电子产品；销售服装。',
      verdict: 'read',
    });
  });

  it('belong to a label that we do not know when one stands in their row', () => {
    const lines = [
      line('律师事务所执业许可证', 500, 0, 80),
      line('律所名称', 200, 200),
      line('云南明理（样例）律师事务所', 440, 200),
      line('设立资金来源', 200, 270),
      line('合伙人共同出资壹佰万元整', 440, 270),
    ];
    const { value } = readingOf(lines, 'entity_certificate', 'name');
    expect(value).toBe('云南明理（样例）律师事务所');
  });

  it('make a value unsure when nobody can tell whose they are', () => {
    const lines = [
      line('名称', 200, 100),
      line('成都市恒汇生物医药有限公司', 440, 100),
      line('绵阳分公司', 440, 160),
      line('经营范围', 200, 400),
      line('技术开发、技术咨询、技术服务；销售电子产品及其零配件；', 440, 400),
    ];
    expect(readingOf(lines, 'business_licence', 'name').verdict).toBe('unsure');
  });
});

describe('a text', () => {
  it('is never read from a single character: that is half of a label', () => {
    const typed = (printed: string) =>
      readingOf([line('类型', 200, 100), line(printed, 440, 100)], 'business_licence', 'type').verdict;
    expect(typed('个体工商户')).toBe('read');
    expect(typed('型')).toBe('unsure');
  });
});

describe('a name whose label was not read', () => {
  it('is taken from above the type, for a person to confirm', () => {
    const lines = [
      line('西安兰达禾农业开发有限公司', 440, 100),
      line('类型', 200, 200),
      line('其他有限责任公司', 440, 200),
      line('法定代表人', 200, 300),
      line('强瑜颖', 440, 300),
    ];
    expect(readingOf(lines, 'business_licence', 'name')).toEqual({
      value: '西安兰达禾农业开发有限公司',
      verdict: 'unsure',
    });
  });
});

describe('400 numbers of a letter', () => {
  const letter = (list: string): TextLine[] => [
    line('授权委托书', 600, 100, 80),
    line('兹授权本公司员工郭强霞办理以下400号码的业务：', 200, 300),
    line(list, 200, 380),
  ];

  it('are read when the whole list is', () => {
    expect(readingOf(letter('4009-565-873、4009388491。'), 'authorisation_letter', 'numbers')).toEqual({
      value: '4009565873,4009388491',
      verdict: 'read',
    });
  });

  it('are unsure when digits are left that no number accounts for', () => {
    const { verdict } = readingOf(letter('4009-565-873、40O9388491。'), 'authorisation_letter', 'numbers');
    expect(verdict).toBe('unsure');
  });

  it('are unsure when the list goes on with something that is no number', () => {
    const { verdict } = readingOf(letter('4009-565-873、…'), 'authorisation_letter', 'numbers');
    expect(verdict).toBe('unsure');
  });
});

describe('a date', () => {
  it('is unsure when the readers see different ones', () => {
    const draft = draftsOf(
      [line('成立日期', 200, 100), line('2025年1月20日', 440, 100)],
      'business_licence',
      'established',
    )[0];
    if (draft === undefined) throw new Error('no date found');
    expect(judgeField('date', [evidence(draft)], CONTEXT)?.verdict).toBe('read');
    expect(judgeField('date', [evidence(draft, '2025年10月20日')], CONTEXT)?.verdict).toBe('unsure');
    expect(judgeField('date', [evidence(draft, '2O25年月2日')], CONTEXT)?.verdict).toBe('read');
  });
});

describe('what a page is', () => {
  it('takes a letter that names the agent’s card for a letter', () => {
    const lines = [
      line('办理委托书', 600, 100, 80),
      line('被授权人：司马畅昊', 200, 300),
      line('证件类型：居民身份证', 200, 380),
      line('证件号码：418358196711147044', 200, 460),
    ];
    expect(classifyPage(lines).kind).toBe('authorisation_letter');
  });

  it('sees both sides of a card although the front’s labels are illegible', () => {
    const lines = [
      line('姓名', 200, 100),
      line('游有礼', 320, 100),
      line('238837199405281881', 320, 400),
      line('中华人民共和国', 300, 700, 60),
      line('居民身份证', 300, 800, 60),
      line('签发机关', 200, 900),
    ];
    const { kind, also } = classifyPage(lines);
    expect([kind, ...also]).toEqual(expect.arrayContaining(['id_back', 'id_front']));
  });
});
