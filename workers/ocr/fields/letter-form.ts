import type { TextLine } from '../stages/read-lines.js';
import type { Draft, Shape } from './draft.js';
import { flowOfParts, partsOf, type Part } from './flow.js';
import { valueOf } from './label-values.js';
import type { Label } from './labels.js';
import { rectOfPart } from './flow.js';
import { AGENT, BRACKET, DATE, ENTITY_LABEL, NOT_A_PERSON, PERSON, REPRESENTATIVE } from './letter-words.js';
import { parseDate, parseEntity, parsePerson } from './parse.js';

interface FormField {
  readonly field: string | null;
  readonly shape: Shape;
  readonly label: RegExp;
  readonly wraps: boolean;
  /** Group 1 is the value at the beginning of what stands beside the label. */
  readonly value: RegExp;
  readonly parse: (text: string) => string | null;
}

const NUMBERING = String.raw`^(?:[（(]?[0-9一二三四五六七八九十]{1,2}[)）、.．]{1,2})?`;
const label = (words: string): RegExp => new RegExp(`${NUMBERING}(?:${words})${BRACKET}(?:[：:]|$)`, 'u');

/** The name runs until punctuation, a further label in the same line, or a bracket that says something else. */
const ENTITY_VALUE = String.raw`^\s*((?:(?![0-9]{4}年|统一社会|社会信用|信用代码|法定代表|[（(](?:公章|盖章|章|签章|签字|加盖|以下|下称|简称|单位|甲方|统一|委托|授权))[\p{Script=Han}〇A-Za-z0-9（）()·•・‧&.\-*＊]){3,60})`;
const PERSON_VALUE = String.raw`^\s*${PERSON}(?=[^\p{Script=Han}·•・‧．.]|$|先生|女士|同志|身份|证件|性别|联系|电话|手机|职务|居民|公民|授权|日期|统一)`;

const FIELDS: readonly FormField[] = [
  {
    field: 'entityName',
    shape: 'entity',
    label: label(ENTITY_LABEL),
    wraps: true,
    value: new RegExp(ENTITY_VALUE, 'u'),
    parse: parseEntity,
  },
  {
    field: 'legalRepresentative',
    shape: 'person',
    label: label(REPRESENTATIVE),
    wraps: false,
    value: new RegExp(PERSON_VALUE, 'u'),
    parse: parsePerson,
  },
  {
    field: 'agentName',
    shape: 'person',
    label: label(AGENT),
    wraps: false,
    value: new RegExp(PERSON_VALUE, 'u'),
    parse: parsePerson,
  },
  {
    field: 'validUntil',
    shape: 'until',
    label: label('(?:授权|委托|代理)?的?(?:有效期限|有效期|期限|有效时间|时间)'),
    wraps: true,
    value: new RegExp(`^[^0-9]{0,4}${DATE}[^0-9]{1,8}(${DATE})`, 'u'),
    parse: parseDate,
  },
  {
    field: null,
    shape: 'text',
    label: label(
      '[^：:，,。；;]{0,10}(?:代码|证号码?|号码|期限|有效期|电话|地址|日期|事项|权限|内容|用途|类型|时间|邮箱|公章|盖章|签字|性别|职务|民族|住址)',
    ),
    wraps: false,
    value: /^(.*)$/u,
    parse: () => null,
  },
];

/** Values beside a label that ends with a colon or fills its box (a cell of a table). */
export function formDrafts(lines: readonly TextLine[]): Draft[] {
  const labels = lines.flatMap((line): (Label & { form: FormField })[] => {
    const form = FIELDS.find((f) => f.label.test(line.text));
    const end = form?.label.exec(line.text)?.[0].length;
    if (form === undefined || end === undefined) return [];
    const part: Part = { line, from: 0, to: end };
    return [{ ...part, form, rect: rectOfPart(part), spec: { field: form.field, words: [], wraps: form.wraps } }];
  });
  return labels.flatMap((found): Draft[] => {
    const { form } = found;
    if (form.field === null) return [];
    const flow = flowOfParts(valueOf(found, labels, lines));
    const value = form.value.exec(flow.text)?.[1];
    if (value === undefined || form.parse(value) === null) return [];
    if (form.shape === 'person' && NOT_A_PERSON.test(value)) return [];
    // The end of a wrapped name was not found beside the label: the running text has it.
    if (form.shape === 'entity' && !isBalanced(value)) return [];
    const from = flow.text.indexOf(value);
    return [
      { field: form.field, shape: form.shape, parts: partsOf(flow, from, from + value.length), parse: form.parse },
    ];
  });
}

const isBalanced = (text: string): boolean => /[（(]/u.test(text) === /[）)]/u.test(text);
