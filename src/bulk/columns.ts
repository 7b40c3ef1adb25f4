import { foldHeading } from '../operations/import/columns.js';
import type { SheetRow } from '../operations/sheet/sheet-row.js';

/** Columns of the template: our heading first, then what people also write. */
export const BULK_COLUMNS = {
  numbers: ['400号码', '号码', '400电话', '业务号码'],
  name: ['单位名称', '企业名称', '公司名称', '客户名称'],
  uscc: ['统一社会信用代码', '信用代码', '社会信用代码'],
  representative: ['法定代表人', '法人', '法人代表', '负责人', '法定代表人姓名'],
  representativeId: ['法定代表人证件号码', '法定代表人身份证号', '法人身份证号', '法人身份证号码', '法人证件号码'],
  agent: ['经办人', '经办人姓名'],
  agentId: ['经办人证件号码', '经办人身份证号', '经办人身份证号码'],
  mobile: ['经办人手机', '经办人电话', '手机', '手机号码', '联系电话'],
  purpose: ['用途', '号码用途'],
  industry: ['行业', '所属行业', '行业代码'],
  address: ['住所', '注册地址', '单位地址', '地址'],
  landing: ['绑定号码', '落地号码'],
  multiReason: ['多号原因', '需要多个号码的原因'],
  folder: ['材料文件夹', '文件夹', '文件夹名称'],
} as const satisfies Record<string, readonly string[]>;
export type BulkField = keyof typeof BULK_COLUMNS;
export const BULK_FIELDS = Object.keys(BULK_COLUMNS) as BulkField[];

/** A sheet without these is not the template. An agent left out is the legal representative. */
export const NEEDED: readonly BulkField[] = [
  'numbers',
  'name',
  'uscc',
  'representative',
  'representativeId',
  'mobile',
  'purpose',
  'industry',
];
/** Headings stand within the first rows. */
export const HEAD_WITHIN = 10;

export interface BulkColumns {
  readonly headings: readonly string[];
  readonly at: Readonly<Partial<Record<BulkField, number>>>;
}

export function headingOf(field: BulkField): string {
  return BULK_COLUMNS[field][0];
}

/** Takes a row for the headings when it names every needed column. */
export function bulkColumnsOf(row: SheetRow): BulkColumns | null {
  const headings = row.cells.map((cell) => cell.text);
  const folded = headings.map(foldHeading);
  const at = Object.fromEntries(
    BULK_FIELDS.flatMap((field) => {
      const names: readonly string[] = BULK_COLUMNS[field].map(foldHeading);
      const index = folded.findIndex((heading) => names.includes(heading));
      return index < 0 ? [] : [[field, index]];
    }),
  ) as Partial<Record<BulkField, number>>;
  return NEEDED.every((field) => at[field] !== undefined) ? { headings, at } : null;
}
