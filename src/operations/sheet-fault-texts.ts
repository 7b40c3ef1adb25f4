import type { SheetFault } from './sheet/sheet-row.js';

/** Why a file is not read at all, for people. */
export const SHEET_FAULTS: Readonly<
  Record<SheetFault | 'COLUMNS_UNKNOWN', { readonly zh: string; readonly en: string }>
> = {
  NOT_A_SHEET: { zh: '不是 XLSX 或 CSV 表格', en: 'Neither XLSX nor CSV' },
  OLD_EXCEL: {
    zh: '旧版 XLS 或有密码的文件，请另存为无密码的 XLSX',
    en: 'Old XLS, or a file with a password; save as XLSX without one',
  },
  FILE_DAMAGED: { zh: '文件已损坏', en: 'The file is damaged' },
  FILE_BOMB: { zh: '文件展开后异常巨大，拒绝读取', en: 'The file would unpack to something huge; it is not read' },
  NO_ROWS: { zh: '表中没有数据行', en: 'The sheet has no rows' },
  TOO_MANY_ROWS: { zh: '超过 20 万行，请拆分', en: 'More than 200,000 rows; split the file' },
  TOO_MANY_COLUMNS: { zh: '超过 200 列', en: 'More than 200 columns' },
  CELL_TOO_LONG: { zh: '单元格内容过长', en: 'A cell holds too much' },
  ENCODING_UNKNOWN: { zh: '编码无法识别，请存为 UTF-8 或 GB18030', en: 'Unknown encoding; save as UTF-8 or GB18030' },
  COLUMNS_UNKNOWN: {
    zh: '前 10 行内找不到表头：至少要有 号码、单位名称、信用代码，以及您指定的列名',
    en: 'No headings within 10 rows: at least 号码 (number), 单位名称 (name), 信用代码 (USCC) are needed, and those you named',
  },
};
