import { readCsv } from './read-csv.js';
import { readXlsx } from './read-xlsx.js';
import { LIMITS, SheetError, type SheetRow } from './sheet-row.js';

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
/** Excel before 2007, and every Excel file with a password. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Rows of a sheet, one after the other: XLSX (its first visible sheet) or CSV in UTF-8, UTF-16 or GB18030. What the file is
 * called counts for nothing.
 * @throws SheetError when the file is none, or one that only wants to hurt
 */
export async function* readSheet(bytes: Buffer): AsyncGenerator<SheetRow> {
  if (bytes.length > LIMITS.fileBytes) throw new SheetError('FILE_BOMB');
  if (bytes.subarray(0, 8).equals(COMPOUND)) throw new SheetError('OLD_EXCEL');
  yield* bytes.subarray(0, 4).equals(ZIP) ? readXlsx(bytes) : readCsv(bytes);
}
