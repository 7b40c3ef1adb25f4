import { headingOf, type BulkField } from './columns.js';
import { titlesOf } from './paper-names.js';

/** What keeps a row of a bulk submission out, in words that say what to do. */
export const BULK_ISSUES = {
  MISSING: { zh: '请填写', en: 'is missing' },
  INVALID: { zh: '内容不正确，请检查', en: 'is not right; please check' },
  FORMULA: { zh: '含有公式，请改为数值', en: 'holds a formula; paste it as values' },
  WRONG_TYPE: { zh: '单元格是逻辑值或错误值', en: 'holds a truth value or an error' },
  DESTROYED: {
    zh: '被 Excel 改成了科学计数、日期或丢了末位数字，请按文本重新填写',
    en: 'was changed by Excel (exponent, date or lost digits); enter it as text',
  },
  MALFORMED: { zh: '格式不正确', en: 'has the wrong shape' },
  CHECK_DIGIT: { zh: '校验位不符，请对照证件核对', en: 'has a check digit that does not fit; compare with the paper' },
  TWICE: { zh: '同一号码在表中重复', en: 'stands in the sheet twice' },
  NOT_SPARE: { zh: '号码不是空闲，也未由本机构预占', en: 'is neither spare nor reserved by you' },
  NOT_SERVED: { zh: '本系统不受理该号码', en: 'is not served here' },
  SEVERAL_CARRIERS: { zh: '一行只能填写同一运营商的号码', en: 'names numbers of several carriers' },
  UNKNOWN_INDUSTRY: {
    zh: '不是国民经济行业分类的大类代码或名称',
    en: 'is no division of the classification of industries',
  },
  PROHIBITED: { zh: '该行业不能使用 400 号码', en: 'is an industry that may not use 400 numbers' },
  FOLDER_MISSING: { zh: '压缩包中没有这个文件夹', en: 'is not a folder of the archive' },
  FOLDER_SHARED: { zh: '多行使用同一个文件夹', en: 'is used by several rows' },
  FILE_UNKNOWN: {
    zh: '有不认识的文件名，请按说明命名',
    en: 'holds a file whose name says no kind; see the instructions',
  },
  FILE_TWICE: { zh: '同一种材料有两份', en: 'holds two papers of one kind' },
  FILE_TYPE: { zh: '有文件不是照片或 PDF', en: 'holds a file that is neither a picture nor a PDF' },
  FILE_TOO_LARGE: { zh: '有文件超过 20 MB', en: 'holds a file of more than 20 MB' },
  PAPERS_MISSING: { zh: '缺少材料', en: 'lacks papers' },
} as const satisfies Record<string, { readonly zh: string; readonly en: string }>;
export type BulkIssueCode = keyof typeof BULK_ISSUES;
export const BULK_ISSUE_CODES = Object.keys(BULK_ISSUES) as [BulkIssueCode, ...BulkIssueCode[]];

export interface BulkIssue {
  readonly code: BulkIssueCode;
  readonly field: BulkField;
  /** Which file or papers; never what stands in a cell. */
  readonly detail?: string;
}

/** Issues about the papers; they are found anew with every archive. */
export const PAPER_ISSUES: readonly BulkIssueCode[] = [
  'FOLDER_MISSING',
  'FOLDER_SHARED',
  'FILE_UNKNOWN',
  'FILE_TWICE',
  'FILE_TYPE',
  'FILE_TOO_LARGE',
  'PAPERS_MISSING',
];

export function issueText({ code, field, detail }: BulkIssue, language: 'zh' | 'en'): string {
  const shown = detail === undefined || code !== 'PAPERS_MISSING' ? detail : titlesOf(detail, language);
  const more = shown === undefined ? '' : `${language === 'zh' ? '：' : ': '}${shown}`;
  return `${headingOf(field)} ${BULK_ISSUES[code][language]}${more}`;
}
