/** What stands in one cell. Numbers keep the text of the file: `9.1E+17` and `4008001234` must stay apart. */
export interface Cell {
  readonly kind: 'empty' | 'text' | 'number' | 'date' | 'boolean' | 'error' | 'formula';
  readonly text: string;
}

export const EMPTY: Cell = { kind: 'empty', text: '' };

export interface SheetRow {
  /** As the program that shows the file counts them: from 1. */
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** Why a file is not read at all. */
export type SheetFault =
  | 'NOT_A_SHEET'
  | 'OLD_EXCEL'
  | 'FILE_DAMAGED'
  | 'FILE_BOMB'
  | 'NO_ROWS'
  | 'TOO_MANY_ROWS'
  | 'TOO_MANY_COLUMNS'
  | 'CELL_TOO_LONG'
  | 'ENCODING_UNKNOWN';

/** A file that cannot be trusted: nothing of it is used. */
export class SheetError extends Error {
  constructor(
    readonly fault: SheetFault,
    /** Where it was noticed; null for the file as a whole. */
    readonly row: number | null = null,
  ) {
    super(row === null ? fault : `${fault} in row ${row}`);
    this.name = 'SheetError';
  }
}

/** Far above any register, far below what hurts. */
export const LIMITS = {
  rows: 200_000,
  columns: 200,
  cellCharacters: 32_767,
  fileBytes: 64 * 1024 * 1024,
  /** Unpacked, of one part and of all. */
  partBytes: 512 * 1024 * 1024,
  /** A sheet packs 5–20 to 1; repeated zeros pack 1000 to 1. */
  ratio: 250,
  /** Small parts may pack as they like. */
  ratioFreeBytes: 8 * 1024 * 1024,
  parts: 2_000,
  sharedCharacters: 128 * 1024 * 1024,
} as const;
