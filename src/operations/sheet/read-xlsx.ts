import { EMPTY, LIMITS, SheetError, type Cell, type SheetRow } from './sheet-row.js';
import { dateStyles, firstSheetPart, sharedTexts } from './workbook.js';
import { xmlEvents, type XmlListener } from './xml-events.js';
import { ZipParts } from './zip-parts.js';

/** The first visible sheet of an XLSX file, row by row as it unpacks: never more than one row and the shared texts in memory. */
export async function* readXlsx(bytes: Buffer): AsyncGenerator<SheetRow> {
  const parts = await ZipParts.open(bytes);
  const part = await firstSheetPart(parts);
  const reader = new RowReader(await sharedTexts(parts), await dateStyles(parts));
  try {
    const events = xmlEvents(await parts.stream(part), reader.listener);
    while ((await events.next()).done !== true) yield* reader.takeRows();
  } catch (error) {
    throw error instanceof SheetError && error.row === null
      ? new SheetError(error.fault, Math.max(1, reader.row))
      : error;
  }
}

/** Gathers rows from the events of one sheet. */
class RowReader {
  #rows: SheetRow[] = [];
  #row = 0;
  #cells: Cell[] = [];
  #column = 0;
  #type = 'n';
  #isDate = false;
  #formula = false;
  #value = '';
  #inValue = false;

  constructor(
    private readonly texts: readonly string[],
    private readonly dates: readonly boolean[],
  ) {}

  readonly listener: XmlListener = {
    open: (name, attributes) => {
      if (name === 'row') this.#openRow(attributes['r']);
      if (name === 'c') this.#openCell(attributes);
      if (name === 'f') this.#formula = true;
      this.#inValue = name === 'v' || name === 't';
    },
    close: (name) => {
      if (name === 'v' || name === 't') this.#inValue = false;
      if (name === 'c') this.#closeCell();
      if (name === 'row') this.#rows.push({ row: this.#row, cells: this.#cells });
    },
    text: (text) => {
      if (!this.#inValue) return;
      this.#value += text;
      if (this.#value.length > LIMITS.cellCharacters) throw new SheetError('CELL_TOO_LONG', this.#row);
    },
  };

  /** The row that is being read. */
  get row(): number {
    return this.#row;
  }

  takeRows(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #openRow(given: string | undefined): void {
    const row = given === undefined ? this.#row + 1 : Number(given);
    if (!Number.isInteger(row) || row <= this.#row) throw new SheetError('FILE_DAMAGED', this.#row + 1);
    if (row > LIMITS.rows) throw new SheetError('TOO_MANY_ROWS', row);
    [this.#row, this.#cells, this.#column] = [row, [], 0];
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const column = attributes['r'] === undefined ? this.#column + 1 : columnOf(attributes['r']);
    if (column > LIMITS.columns) throw new SheetError('TOO_MANY_COLUMNS', this.#row);
    if (column <= this.#column) throw new SheetError('FILE_DAMAGED', this.#row);
    while (this.#cells.length < column - 1) this.#cells.push(EMPTY);
    this.#column = column;
    this.#type = attributes['t'] ?? 'n';
    this.#isDate = this.dates[Number(attributes['s'] ?? -1)] ?? false;
    [this.#formula, this.#value] = [false, ''];
  }

  #closeCell(): void {
    this.#cells.push(this.#formula ? { kind: 'formula', text: this.#value } : this.#plainCell());
  }

  #plainCell(): Cell {
    const text = this.#value.trim();
    if (this.#type === 's') return textCell(this.texts[Number(text)] ?? '');
    if (this.#type === 'inlineStr' || this.#type === 'str') return textCell(text);
    if (text === '') return EMPTY;
    if (this.#type === 'b') return { kind: 'boolean', text };
    if (this.#type === 'e') return { kind: 'error', text };
    if (this.#type === 'd') return { kind: 'date', text: text.slice(0, 10) };
    return this.#isDate ? { kind: 'date', text: dateOfSerial(Number(text)) ?? text } : { kind: 'number', text };
  }
}

function textCell(value: string): Cell {
  const text = value.trim();
  return text === '' ? EMPTY : { kind: 'text', text };
}

/** `C7` → 3; 0 for what is no address. */
function columnOf(address: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,8}/i.exec(address)?.[0].toUpperCase() ?? '') {
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column;
}

/** Excel counts days from 1899-12-30 (ECMA-376 §18.17.4.1). `YYYY-MM-DD`, null for what can be no date of our time. */
export function dateOfSerial(serial: number): string | null {
  if (!(serial >= 20_000 && serial < 80_000)) return null;
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10);
}
