import type { Cell, SheetRow } from '../sheet/sheet-row.js';

/** What a row of an old register may tell, and how such columns are called. The first name is how we call it ourselves. */
export const FIELDS = {
  number: ['号码', '400号码', '400电话', '电话号码', '业务号码', '主号', '接入号', '接入号码', '服务号码', 'number'],
  name: [
    '单位名称',
    '使用单位',
    '客户名称',
    '企业名称',
    '公司名称',
    '用户名称',
    '单位',
    '客户',
    '名称',
    'name',
    'holder',
  ],
  uscc: ['信用代码', '统一社会信用代码', '社会信用代码', '统一信用代码', '证件号码', '营业执照号', '注册号', 'uscc'],
  legalRepresentative: ['法人', '法定代表人', '法人代表', '负责人', '法人姓名', '法定代表人姓名'],
  agent: ['经办人', '经办人姓名', '办理人', '联系人', '联系人姓名'],
  phone: ['电话', '联系电话', '手机', '手机号', '手机号码', '经办人电话', '经办人手机', '联系人电话', '联系方式'],
  reseller: ['代理商', '代理商名称', '代理', '渠道', '渠道名称', '服务商', 'reseller'],
  status: ['状态', '号码状态', '使用状态', '业务状态', 'status'],
  openedOn: ['开通日期', '开通时间', '启用日期', '入网日期', '入网时间', '开户日期', '受理日期', '日期'],
  carrier: ['运营商', '基础运营商', 'carrier'],
  purpose: ['用途', '业务用途', '使用用途', '登记用途'],
  address: ['地址', '住所', '单位地址', '注册地址', '经营地址'],
} as const satisfies Record<string, readonly string[]>;

export type Field = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS) as Field[];
/** Without these a row says nothing that could be registered. */
export const NEEDED: readonly Field[] = ['number', 'name', 'uscc'];
/** Headings stand within the first rows, below a title perhaps. */
export const HEAD_WITHIN = 10;

export interface Columns {
  /** Row of the headings. */
  readonly row: number;
  readonly headings: readonly string[];
  /** Index of the column of each field that was found. */
  readonly at: Readonly<Partial<Record<Field, number>>>;
}

/** Headings as they are compared: without blanks, brackets' contents, stars and colons. */
export function foldHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/\(.*?\)|[\s*:：.、]/g, '')
    .toLowerCase();
}

/**
 * Takes a row for the headings when it names every needed field. Exact names before partial ones, so that 经办人电话 is not
 * taken for 经办人.
 * @param given headings named by a person, by field
 */
export function columnsOf(row: SheetRow, given: Readonly<Partial<Record<Field, string>>> = {}): Columns | null {
  const headings = row.cells.map((cell) => cell.text);
  const folded = headings.map(foldHeading);
  // A heading that was named must be there: a guess in its place would be what nobody asked for.
  if (Object.values(given).some((heading) => !folded.includes(foldHeading(heading)))) return null;
  const at: Partial<Record<Field, number>> = {};
  const taken = new Set<number>();
  const take = (field: Field, index: number) => {
    if (index < 0 || taken.has(index) || at[field] !== undefined) return;
    at[field] = index;
    taken.add(index);
  };
  for (const [field, heading] of Object.entries(given)) take(field as Field, folded.indexOf(foldHeading(heading)));
  for (const field of FIELD_NAMES) {
    const names = FIELDS[field].map(foldHeading);
    for (const name of names) take(field, folded.indexOf(name));
  }
  for (const field of FIELD_NAMES) {
    const [name = ''] = FIELDS[field].map(foldHeading);
    take(
      field,
      folded.findIndex((heading, index) => !taken.has(index) && heading.includes(name)),
    );
  }
  return NEEDED.every((field) => at[field] !== undefined) ? { row: row.row, headings, at } : null;
}

export function cellAt(row: SheetRow, columns: Columns, field: Field): Cell | undefined {
  const index = columns.at[field];
  return index === undefined ? undefined : row.cells[index];
}
