import type { Deps } from '../../deps.js';
import { listItems } from '../operation-queries.js';
import type { OperationRow } from '../operation-model.js';
import { openItem } from '../plan-import.js';
import { writeSheet } from '../sheet/write-sheet.js';
import { IMPORT_ISSUES } from './import-issues.js';

const BATCH = 1_000;

/**
 * The refused rows as they stood in the file, with what is wrong in a last column: corrected there, the file can be imported
 * again as it is.
 */
export async function errorSheet(deps: Deps, operation: OperationRow): Promise<Buffer> {
  const id = operation._id.toHexString();
  const rows: string[][] = [];
  // Corrected and sent again, the file has the column of last time: it goes.
  const kept = operation.headings.flatMap((heading, index) => (heading === HEADING ? [] : [index]));
  for (let after = 0; ;) {
    const items = await listItems(deps, id, { status: 'refused', limit: BATCH, after });
    for (const item of items.slice(0, BATCH)) {
      const faults = item.issues.map((issue) => IMPORT_ISSUES[issue]).filter(({ severity }) => severity === 'refuse');
      const explained = `第 ${item.row} 行：${faults.map(({ zh }) => zh).join('；')} / row ${item.row}: ${faults.map(({ en }) => en).join('; ')}`;
      const { cells } = openItem(deps, item);
      rows.push([...kept.map((index) => cells[index] ?? ''), explained]);
    }
    const last = items[BATCH - 1];
    if (items.length <= BATCH || last === undefined) break;
    after = last.row;
  }
  return writeSheet([...kept.map((index) => operation.headings[index] ?? ''), HEADING], rows);
}

export const HEADING = '错误说明';
