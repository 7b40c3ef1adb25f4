import type { TextLine } from '../stages/read-lines.js';
import type { Draft, Shape } from './draft.js';
import { middle, partOf } from './flow.js';
import { labelledFields, shapedFields, type FieldSpec } from './labelled.js';
import type { Label } from './labels.js';
import { endsAsOrganisation, looksLikeDate, parseDate, parseEntity, parseUscc } from './parse.js';
import { looksLikePerson } from './surnames.js';

/** Licences say 名称; certificates say whose name it is. */
const NAME_LABELS = [
  ...['名称', '企业名称', '单位名称', '机构名称', '字号名称', '法人名称', '组织名称', '合作社名称'],
  ...[
    '律所名称',
    '事务所名称',
    '律师事务所名称',
    '学校名称',
    '办学机构名称',
    '医疗机构名称',
    '社团名称',
    '社会团体名称',
  ],
  ...['基金会名称', '协会名称', '个体工商户名称', '市场主体名称'],
];

/** 实施细则 art. 23; the label of a role depends on the type of entity (domain.md §4). */
const SPECS: readonly FieldSpec[] = [
  { field: 'uscc', shape: 'uscc', labels: ['统一社会信用代码', '社会信用代码'] },
  { field: 'name', shape: 'entity', labels: NAME_LABELS, wraps: true },
  { field: 'type', shape: 'text', labels: ['类型', '主体类型', '公司类型', '企业类型', '组成形式'], wraps: true },
  {
    field: 'legalRepresentative',
    shape: 'person',
    labels: [
      ...['法定代表人', '负责人', '经营者', '投资人', '执行事务合伙人', '经营者姓名', '法定代表人姓名', '姓名'],
      ...['主要负责人', '单位负责人', '负责人姓名', '法人代表', '校长'],
    ],
  },
  {
    field: 'registeredCapital',
    shape: 'text',
    labels: ['注册资本', '成员出资总额', '出资额', '出资总额', '注册资金', '开办资金'],
    wraps: true,
  },
  { field: 'established', shape: 'date', labels: ['成立日期', '注册日期', '成立时间'] },
  { field: 'term', shape: 'text', labels: ['营业期限', '经营期限', '合伙期限', '有效期', '有效期限'], wraps: true },
  {
    field: 'address',
    shape: 'text',
    labels: ['住所', '主要经营场所', '经营场所', '营业场所', '地址', '住址'],
    wraps: true,
  },
  { field: 'scope', shape: 'text', labels: ['经营范围', '宗旨和业务范围', '业务范围'], wraps: true },
];

const STOPS = [
  '登记机关',
  '发证机关',
  '登记管理机关',
  '业务主管单位',
  '举办单位',
  '经费来源',
  '组织形式',
  '核准日期',
  '注册号',
  '证照编号',
  '主管机关',
  '审批机关',
  '设立资产',
  '批准文号',
  '批准日期',
  '扫描二维码',
  '市场主体应当',
  '国家企业信用信息',
  '国家市场监督',
];

/** Fields of a business licence or of a certificate of an institution, association, school or law firm. */
export function licenceDrafts(lines: readonly TextLine[]): Draft[] {
  const { drafts, labels } = labelledFields(lines, SPECS, STOPS);
  const authority = labels.find((l) => /登记机关|发证机关|登记管理机关/.test(l.line.text));
  return [
    ...drafts,
    ...unlabelled(lines, drafts, labels),
    ...shapedFields(lines, 'uscc', 'uscc', parseUscc),
    ...(authority ? issueOf(authority.line, lines) : lastDate(lines, drafts)),
  ];
}

/** What a value without a label must look like to be taken for a field's; a seal or a watermark may hide its label. */
const UNLABELLED: readonly { readonly field: string; readonly shape: Shape; readonly parse: Draft['parse'] }[] = [
  {
    field: 'name',
    shape: 'entity',
    parse: (t) => (parseEntity(t) === t && endsAsOrganisation(t) && !/场所$/.test(t) ? t : null),
  },
  { field: 'legalRepresentative', shape: 'person', parse: (t) => (isFullName(t) ? t : null) },
  { field: 'established', shape: 'date', parse: (t) => (isDateAlone(t) ? parseDate(t) : null) },
];

const isFullName = (text: string): boolean => /^\p{Script=Han}{2,4}$/u.test(text) && looksLikePerson(text);
const isDateAlone = (text: string): boolean => text.length <= 11 && /^[0-9]{4}年.*日$/u.test(text);

/**
 * Fields whose label was not read: a line that nobody claims, that begins where the values of other labels begin and looks
 * like the field's value. Always for a person to confirm.
 */
function unlabelled(lines: readonly TextLine[], drafts: readonly Draft[], labels: readonly Label[]): Draft[] {
  const values = drafts.flatMap((d) => d.parts.slice(0, 1).map((p) => p.line));
  const claimed = new Set([...drafts.flatMap((d) => d.parts.map((p) => p.line)), ...labels.map((l) => l.line)]);
  const inColumn = lines.filter(
    (l) => !claimed.has(l) && values.some((v) => Math.abs(v.rect.x - l.rect.x) < l.height && isNear(v, l)),
  );
  return UNLABELLED.filter(({ field }) => !drafts.some((d) => d.field === field)).flatMap(({ field, shape, parse }) =>
    inColumn
      .filter((l) => parse(l.text) !== null)
      .slice(0, 1)
      .map((line): Draft => ({ ...draftOf(field, shape, line, parse), doubtful: true })),
  );
}

/** Rows of a form are not farther apart. */
const isNear = (a: TextLine, b: TextLine): boolean => Math.abs(middle(a) - middle(b)) < 6 * b.height;

/** The authority's name, where it is printed and not only on its seal, and the date of issue beside or under it. */
function issueOf(label: TextLine, lines: readonly TextLine[]): Draft[] {
  const near = lines.filter(
    (l) =>
      middle(l) > middle(label) - label.height &&
      middle(l) < middle(label) + 14 * label.height &&
      l.rect.x + l.rect.width > label.rect.x - 4 * label.height,
  );
  const dates = near.filter((l) => looksLikeDate(l.text) && l.chars.length <= 18);
  const names = near.filter((l) => /(局|委员会|政府|机关|厅)$/.test(l.text) && l !== label);
  return [
    ...names
      .slice(0, 1)
      .map((line) => draftOf('registrationAuthority', 'text', line, (text) => (text === '' ? null : text))),
    ...dates.slice(0, 1).map((line) => draftOf('issued', 'date', line, parseDate)),
  ];
}

/** Where a seal hides the words 登记机关: the date of issue stands alone below everything that has a label. */
function lastDate(lines: readonly TextLine[], drafts: readonly Draft[]): Draft[] {
  const labelled = drafts.flatMap((d) => d.parts.map((p) => p.line));
  const lowest = Math.max(
    0,
    ...drafts.filter((d) => d.field !== 'scope').flatMap((d) => d.parts.map((p) => middle(p.line))),
  );
  return lines
    .filter((l) => l.chars.length <= 13 && looksLikeDate(l.text) && !labelled.includes(l) && middle(l) > lowest)
    .slice(-1)
    .map((line) => draftOf('issued', 'date', line, parseDate));
}

const draftOf = (field: string, shape: Shape, line: TextLine, parse: Draft['parse']): Draft => ({
  field,
  shape,
  parts: [partOf(line)],
  parse,
});
