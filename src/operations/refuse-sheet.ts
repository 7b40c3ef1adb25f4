import { DomainError } from '../domain/errors.js';
import { ColumnsError } from './import/understand-file.js';
import { SHEET_FAULTS } from './sheet-fault-texts.js';
import { SheetError } from './sheet/sheet-row.js';

/** What is wrong with a file as a whole, and in which row it was noticed; null for another kind of error. */
export function sheetRefusal(error: unknown): { reason: keyof typeof SHEET_FAULTS; row: number | null } | null {
  if (error instanceof SheetError) return { reason: error.fault, row: error.row };
  return error instanceof ColumnsError ? { reason: 'COLUMNS_UNKNOWN', row: null } : null;
}

/** @throws DomainError SHEET_REFUSED with `reason` and `row` in place of the reader's own errors */
export async function refusingSheets<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const refusal = sheetRefusal(error);
    if (refusal === null) throw error;
    const { zh, en } = SHEET_FAULTS[refusal.reason];
    throw new DomainError('SHEET_REFUSED', { detail: `${zh} / ${en}`, members: { ...refusal } });
  }
}
