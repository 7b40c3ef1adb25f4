import { describe, expect, it } from 'vitest';
import type { PageKind } from '../../src/domain/ocr-fields.js';
import { joinParts } from '../../workers/ocr/fields/flow.js';
import { classifyPage } from '../../workers/ocr/stages/classify.js';
import { draftFields } from '../../workers/ocr/stages/draft-fields.js';
import type { TextLine } from '../../workers/ocr/stages/read-lines.js';
import { line } from './support.js';

/** The first value found for each field. */
function valuesOf(lines: readonly TextLine[], kind: PageKind): Record<string, string> {
  const values: Record<string, string> = {};
  for (const draft of draftFields(lines, [kind])) {
    const value = draft.parse(joinParts(draft.parts));
    if (value !== null && !(draft.field in values)) values[draft.field] = value;
  }
  return values;
}

describe('licence, landscape', () => {
  const lines = [
    line('营业执照', 800, 200, 120),
    line('统一社会信用代码', 200, 300),
    line('91510199H2705NFH9L', 200, 360),
    line('名', 200, 600),
    line('称', 300, 600),
    line('成都市恒汇生物医药有限责任公司', 440, 600),
    line('注册资本', 1300, 600),
    line('壹佰万元整', 1520, 600),
    line('类型', 200, 700),
    line('有限责任公司(自然人独资)', 440, 700),
    line('成立日期', 1300, 700),
    line('2007年04月10日', 1520, 700),
    line('法定代表人', 200, 800),
    line('郭强霞', 440, 800),
    line('营业期限', 1300, 800),
    line('2007年04月10日至长期', 1520, 800),
    line('经营范围', 200, 900),
    line('技术开发、技术咨询、技术服务；', 440, 900),
    line('销售电子产品。', 440, 960),
    line('住所', 1300, 900),
    line('湖北省武汉市示范区滨河街77', 1520, 900),
    line('7号3栋1403号', 1520, 960),
    line('登记机关', 1400, 1200),
    line('2008年05月18日', 1500, 1320),
  ];

  it('knows the page by its words', () => {
    expect(classifyPage(lines).kind).toBe('business_licence');
  });

  it('keeps columns apart and joins wrapped lines', () => {
    expect(valuesOf(lines, 'business_licence')).toMatchObject({
      uscc: '91510199H2705NFH9L',
      name: '成都市恒汇生物医药有限责任公司',
      type: '有限责任公司(自然人独资)',
      legalRepresentative: '郭强霞',
      registeredCapital: '壹佰万元整',
      established: '2007-04-10',
      term: '2007年04月10日至长期',
      address: '湖北省武汉市示范区滨河街777号3栋1403号',
      scope: '技术开发、技术咨询、技术服务；销售电子产品。',
      issued: '2008-05-18',
    });
  });
});

describe('licence, portrait', () => {
  it('reads label and value from one line, also with a colon', () => {
    const lines = [
      line('营业执照', 400, 100, 100),
      line('统一社会信用代码92420199UEE021G516', 200, 260),
      line('名称：深圳市样例区越茂商行', 200, 400),
      line('经营者：郭明', 200, 480),
      line('类型：个体工商户', 200, 560),
      line('注册日期：2016年12月22日', 200, 640),
      line('经营场所：上海市示范区中山大道531号27幢1', 200, 720),
      line('301号', 200, 790),
    ];
    expect(valuesOf(lines, 'business_licence')).toMatchObject({
      uscc: '92420199UEE021G516',
      name: '深圳市样例区越茂商行',
      legalRepresentative: '郭明',
      type: '个体工商户',
      established: '2016-12-22',
      address: '上海市示范区中山大道531号27幢1301号',
    });
  });

  it.each([
    ['执行事务合伙人', '赵博'],
    ['负责人', '欧阳晓东'],
    ['投资人', '阿依古丽·艾合买提'],
  ])('knows %s as the accountable person', (label, person) => {
    const lines = [line('营业执照', 400, 100, 100), line(label, 200, 400), line(person, 600, 400)];
    expect(valuesOf(lines, 'business_licence')).toMatchObject({ legalRepresentative: person });
  });
});

describe('citizen ID', () => {
  it('reads the portrait side with sex and group in one box', () => {
    const lines = [
      line('姓名', 120, 120),
      line('孙英兰', 300, 120),
      line('性别男民族壮', 120, 250),
      line('出生', 120, 380),
      line('1987年9月25日', 300, 380),
      line('住址', 120, 510),
      line('四川省成都市样例区中山', 300, 510),
      line('大道726号30幢107号', 300, 580),
      line('公民身份号码330199198709255933', 120, 880),
    ];
    expect(classifyPage(lines).kind).toBe('id_front');
    expect(valuesOf(lines, 'id_front')).toEqual({
      name: '孙英兰',
      sex: '男',
      ethnicity: '壮',
      birth: '1987-09-25',
      address: '四川省成都市样例区中山大道726号30幢107号',
      idNumber: '330199198709255933',
    });
  });

  it.each([
    ['2020.07.09-长期', '2020-07-09', '长期'],
    ['2018.03.04-2038.03.04', '2018-03-04', '2038-03-04'],
  ])('reads the validity %s', (text, from, until) => {
    const lines = [
      line('居民身份证', 600, 400, 80),
      line('签发机关', 420, 770),
      line('杭州市公安局示范分局', 690, 770),
      line('有效期限', 420, 900),
      line(text, 690, 900),
    ];
    expect(valuesOf(lines, 'id_back')).toEqual({
      authority: '杭州市公安局示范分局',
      validFrom: from,
      validUntil: until,
    });
  });
});

describe('authorisation letter', () => {
  const expected = {
    entityName: '深圳市禾星生物医药股份有限公司',
    uscc: '91420199UR2B28PN0T',
    agentName: '陈明强',
    agentIdNumber: '420199198802038628',
    numbers: '4008880001',
  };

  it('reads a letter in sentences, with an ID number cut by the margin', () => {
    const lines = [
      line('授权委托书', 480, 160, 60),
      line('致：通信运营商', 160, 300),
      line('兹授权陈明强（身份证号：420199198802038', 240, 370),
      line('628）为我单位办理400电话号码400-888-0001的经办人，代表', 160, 440),
      line('我单位提交申请资料。', 160, 510),
      line('我单位名称：深圳市禾星生物医药股份有限公司', 240, 580),
      line('统一社会信用代码：91420199UR2B28PN0T', 240, 650),
      line('法定代表人：吴宇刚', 240, 720),
      line('授权单位（公章）', 700, 900),
      line('2026年9月1日', 700, 1000),
    ];
    expect(valuesOf(lines, 'authorisation_letter')).toMatchObject({
      ...expected,
      legalRepresentative: '吴宇刚',
      signedOn: '2026-09-01',
    });
  });

  it('reads a letter written as a form', () => {
    const lines = [
      line('委托书', 480, 160, 60),
      line('委托人：深圳市禾星生物医药股份有限公司', 240, 300),
      line('统一社会信用代码：91420199UR2B28PN0T', 240, 370),
      line('法定代表人：吴宇刚', 240, 440),
      line('受托人：陈明强', 240, 510),
      line('身份证号：420199198802038628', 240, 580),
      line('委托事项：办理400电话4008880001的受理登记', 240, 650),
      line('有效期限：2026年1月2日至2027年1月2日。', 240, 720),
      line('二〇二六年一月二日', 700, 900),
    ];
    expect(valuesOf(lines, 'authorisation_letter')).toMatchObject({
      ...expected,
      legalRepresentative: '吴宇刚',
      signedOn: '2026-01-02',
      validUntil: '2027-01-02',
    });
  });

  it('reads a letter that names everyone in one sentence', () => {
    const lines = [
      line('授权书', 480, 160, 60),
      line('我公司深圳市禾星生物医药股份有限公司，法定代表人吴宇刚，现授权陈明强', 240, 300),
      line('同志（居民身份证号码420199198802038628）全权办理400-888-0001号码的有关事项', 160, 370),
      line('统一社会信用代码：91420199UR2B28PN0T', 240, 440),
      line('本授权书有效期至2027年5月6日。', 240, 510),
    ];
    expect(valuesOf(lines, 'authorisation_letter')).toMatchObject({
      ...expected,
      legalRepresentative: '吴宇刚',
      validUntil: '2027-05-06',
    });
  });
});

describe('authorisation letter in the first person', () => {
  it('knows who speaks and for whom', () => {
    const lines = [
      line('委托书', 480, 160, 60),
      line('本人阿依古丽·热合曼系汇通河（成都市）农业发展有限公司的法定代表人，现授权', 240, 300),
      line('委托冯利为我方代理人，办理400电话号码4007852781业务。', 160, 370),
    ];
    expect(valuesOf(lines, 'authorisation_letter')).toMatchObject({
      entityName: '汇通河（成都市）农业发展有限公司',
      legalRepresentative: '阿依古丽·热合曼',
      agentName: '冯利',
      numbers: '4007852781',
    });
  });
});

describe('forms', () => {
  it('reads an acceptance form', () => {
    const lines = [
      line('400业务受理单', 480, 160, 60),
      line('客户名称：成都市辰智电子商务有限责任公司', 180, 300),
      line('统一社会信用代码：9111019940JK1E7W2N', 180, 370),
      line('受理号码：400-888-0004', 180, 440),
    ];
    expect(classifyPage(lines).kind).toBe('acceptance_form');
    expect(valuesOf(lines, 'acceptance_form')).toEqual({
      entityName: '成都市辰智电子商务有限责任公司',
      uscc: '9111019940JK1E7W2N',
      numbers: '4008880004',
    });
  });

  it('reads a commitment letter', () => {
    const lines = [
      line('入网承诺书', 480, 160, 60),
      line('成都市辰智电子商务有限责任公司承诺：所申请的400号码仅用', 240, 300),
      line('于登记用途，不转让、不出租。', 180, 370),
      line('法定代表人：赵博', 180, 440),
    ];
    expect(classifyPage(lines).kind).toBe('commitment_letter');
    expect(valuesOf(lines, 'commitment_letter')).toEqual({
      entityName: '成都市辰智电子商务有限责任公司',
      legalRepresentative: '赵博',
    });
  });
});
