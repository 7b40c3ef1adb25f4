import type { TextLine } from '../stages/read-lines.js';
import type { Draft } from './draft.js';
import { ETHNIC_GROUPS } from './ethnic-groups.js';
import { labelledFields, shapedFields, type FieldSpec } from './labelled.js';
import { parseDate, parseIdNumber, parseUntil } from './parse.js';

const FRONT: readonly FieldSpec[] = [
  { field: 'name', shape: 'person', below: true, labels: ['姓名', '姓名/Name'] },
  {
    field: 'sex',
    shape: 'word',
    labels: ['性别', '性别/Sex'],
    inline: true,
    below: true,
    parse: (t) => /[男女]/.exec(t)?.[0] ?? null,
  },
  { field: 'ethnicity', shape: 'word', labels: ['民族'], inline: true, parse: parseEthnicity },
  {
    field: 'birth',
    shape: 'date',
    below: true,
    labels: ['出生日期', '出生', '出生日期/DateofBirth'],
    parse: parseDate,
  },
  { field: 'address', shape: 'text', labels: ['住址', '住所'], wraps: true },
  {
    field: 'idNumber',
    shape: 'idNumber',
    below: true,
    labels: ['公民身份号码', '公民身份证号码', '身份号码', '证件号码/IDNo.', '证件号码/IDNo'],
    inline: true,
  },
];

const BACK: readonly FieldSpec[] = [{ field: 'authority', shape: 'text', labels: ['签发机关'] }];

/** Portrait side 人像面. */
export function idFrontDrafts(lines: readonly TextLine[]): Draft[] {
  const { drafts } = labelledFields(lines, FRONT, ['签发机关', '有效期限']);
  return [...drafts, ...shapedFields(lines, 'idNumber', 'idNumber', parseIdNumber)];
}

/** Emblem side 国徽面: validity is known by its shape `YYYY.MM.DD-YYYY.MM.DD` or `…-长期`, wherever it stands. */
export function idBackDrafts(lines: readonly TextLine[]): Draft[] {
  const { drafts } = labelledFields(lines, BACK, ['有效期限', '姓名', '性别', '住址', '公民身份号码']);
  const isSpan = (text: string): string | null => (SPAN.test(text.replace(/\s/g, '')) ? text : null);
  const spans = shapedFields(lines, 'validFrom', 'date', isSpan);
  return [
    ...drafts,
    ...spans.map((d): Draft => ({ ...d, parse: parseFrom })),
    ...spans.map((d): Draft => ({ ...d, field: 'validUntil', shape: 'until', parse: parseUntil })),
  ];
}

/** The first digits of a span may be hidden by glare: a closer look may find them. */
const SPAN = /[0-9]{0,4}[.．·][0-9]{2}[.．·][0-9]{2}[-—–－~至]?(?:[0-9]{4}[.．·][0-9]{2}[.．·][0-9]{2}|长期)/;

/** The beginning of a whole span: of one that lacks its first digits the only date is the end. */
const parseFrom = (text: string): string | null => (parseUntil(text) === null ? null : parseDate(text));

/** One of the recognised groups, of at most five characters; 族 is not printed. */
function parseEthnicity(text: string): string | null {
  const group = /^[\p{Script=Han}]{1,5}/u.exec(text)?.[0].replace(/族$/, '') ?? '';
  return ETHNIC_GROUPS.has(group) ? group : null;
}
