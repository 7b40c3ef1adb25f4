import writeXlsxFile from 'write-excel-file/node';
import type { Deps } from '../deps.js';
import { ERROR_CATALOGUE, type ErrorCode } from '../domain/errors.js';
import { HEADING } from '../operations/import/error-sheet.js';
import { writeSheet } from '../operations/sheet/write-sheet.js';
import { issueText } from './bulk-issues.js';
import type { BulkItemRow } from './bulk-item-model.js';
import type { BulkRow } from './bulk-model.js';
import { itemsOf } from './bulk-queries.js';
import { BULK_FIELDS, headingOf } from './columns.js';
import { openItem } from './sealed-item.js';

const BLANK_ROWS = 200;

/** The template: our headings over cells that are text, so that Excel leaves eighteen digits as they are. */
export async function bulkTemplate(): Promise<Buffer> {
  const head = BULK_FIELDS.map((field) => ({ type: String, value: headingOf(field), fontWeight: 'bold' as const }));
  const blank = BULK_FIELDS.map(() => ({ type: String, value: '', format: '@' }));
  return writeXlsxFile([head, ...Array.from({ length: BLANK_ROWS }, () => blank)], {
    stickyRowsCount: 1,
    columns: BULK_FIELDS.map(() => ({ width: 22 })),
  }).toBuffer();
}

/** Rows that did not go through, as they stood in the sheet, with why in a last column: corrected there, it is a new sheet. */
export async function bulkErrors(deps: Deps, bulk: BulkRow): Promise<Buffer> {
  const kept = bulk.headings.flatMap((heading, index) => (heading === HEADING ? [] : [index]));
  const items = await itemsOf(deps, bulk._id.toHexString(), ['refused', 'failed']);
  const rows = items.map((item) => {
    const { cells } = openItem(deps, item);
    return [...kept.map((index) => cells[index] ?? ''), explain(item)];
  });
  return writeSheet([...kept.map((index) => bulk.headings[index] ?? ''), HEADING], rows);
}

function explain({ row, issues, code }: BulkItemRow): string {
  const say = (language: 'zh' | 'en') =>
    [
      ...issues.map((issue) => issueText(issue, language)),
      ...(code === null ? [] : [ERROR_CATALOGUE[code as ErrorCode][language]]),
    ].join(language === 'zh' ? '；' : '; ');
  return `第 ${row} 行：${say('zh')} / row ${row}: ${say('en')}`;
}
