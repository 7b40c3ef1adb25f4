import { foldName } from '../../domain/names.js';
import { businessToday } from '../../domain/business-calendar.js';
import type { Deps } from '../../deps.js';
import { countedNumbers, heldNumbers } from '../../registry/number-queries.js';
import { allResellers } from '../../resellers/reseller-queries.js';
import { groupBy } from '../../domain/group-by.js';
import { readSheet } from '../sheet/read-sheet.js';
import { SheetError, type SheetRow } from '../sheet/sheet-row.js';
import { columnsOf, HEAD_WITHIN, type Columns, type Field } from './columns.js';
import { cappedBy, profileFile, type ProfiledRow } from './profile-file.js';
import { readRow, type RegisterRow } from './read-row.js';

export interface UnderstoodFile {
  readonly columns: Columns;
  readonly rows: readonly (ProfiledRow & { readonly cells: readonly string[] })[];
}

/** A file that is a table, but of what cannot be told. */
export class ColumnsError extends Error {
  constructor() {
    super('no row names number, name and USCC');
    this.name = 'ColumnsError';
  }
}

/**
 * Reads an old register and judges every row, changing nothing.
 * @throws SheetError | ColumnsError
 */
export async function understandFile(
  deps: Deps,
  bytes: Buffer,
  headings: Readonly<Partial<Record<Field, string>>>,
): Promise<UnderstoodFile> {
  const today = businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
  let columns: Columns | null = null;
  const rows: RegisterRow[] = [];
  const cells: string[][] = [];
  for await (const row of readSheet(bytes)) {
    if (columns === null) {
      columns = columnsOf(row, headings);
      if (columns === null && row.row >= HEAD_WITHIN) throw new ColumnsError();
    } else if (!isBlank(row)) {
      rows.push(readRow(row, columns, today));
      cells.push(columns.headings.map((_, index) => row.cells[index]?.text ?? ''));
    }
  }
  if (columns === null) throw new ColumnsError();
  if (rows.length === 0) throw new SheetError('NO_ROWS');
  const profiled = profileFile(rows.map(folded), await knownOf(deps, rows));
  return { columns, rows: profiled.map((row, index) => ({ ...row, cells: cells[index] ?? [] })) };
}

function isBlank(row: SheetRow): boolean {
  return row.cells.every((cell) => cell.kind === 'empty');
}

/** Resellers are found by name, brackets and dots folded. */
function folded(row: RegisterRow): RegisterRow {
  return { ...row, reseller: foldName(row.reseller) };
}

async function knownOf(deps: Deps, rows: readonly RegisterRow[]): Promise<Parameters<typeof profileFile>[1]> {
  const numbers = [...new Set(rows.flatMap(({ number }) => number ?? []))];
  const entities = [...new Set(rows.flatMap(({ uscc }) => uscc ?? []))];
  const resellers = groupBy(await allResellers(deps), ({ name }) => [foldName(name)]);
  const counts = await countedNumbers(deps, entities);
  return {
    carriers: deps.config.CARRIERS,
    held: await heldNumbers(deps, numbers),
    counted: new Map(counts.map(({ uscc, carrier, count }) => [cappedBy(uscc, carrier), count])),
    resellers: new Map([...resellers].map(([name, found]) => [name, found.map(({ id }) => id)])),
    cap: deps.policy.maxNumbersPerEntityPerCarrier,
  };
}
