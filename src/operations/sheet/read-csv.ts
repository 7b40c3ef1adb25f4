import { parse } from 'csv-parse';
import { EMPTY, LIMITS, SheetError, type Cell, type SheetRow } from './sheet-row.js';

/** Separated values: comma, semicolon or tab, whichever the first line has most of. */
export async function* readCsv(bytes: Buffer): AsyncGenerator<SheetRow> {
  const text = decode(bytes);
  const parser = parse(text, {
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LIMITS.columns * LIMITS.cellCharacters,
    info: true,
  });
  let row = 0;
  try {
    for await (const item of parser as AsyncIterable<{ record: string[] }>) {
      row += 1;
      if (row > LIMITS.rows) throw new SheetError('TOO_MANY_ROWS', row);
      if (item.record.length > LIMITS.columns) throw new SheetError('TOO_MANY_COLUMNS', row);
      if (item.record.some((value) => value.length > LIMITS.cellCharacters)) throw new SheetError('CELL_TOO_LONG', row);
      yield { row, cells: item.record.map(cellOf) };
    }
  } catch (error) {
    if (error instanceof SheetError) throw error;
    const { code } = error as { code?: unknown };
    throw new SheetError(code === 'CSV_MAX_RECORD_SIZE' ? 'TOO_MANY_COLUMNS' : 'FILE_DAMAGED', row + 1);
  }
}

/** A BOM decides; otherwise UTF-8 if it is, otherwise GB18030, which is what Excel in China writes. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // A binary file may be decodable; a table has no control characters.
      if (/(?![\t\r\n\v\f])\p{Cc}/u.test(text)) throw new SheetError('NOT_A_SHEET');
      return text;
    } catch (error) {
      if (error instanceof SheetError) throw error;
    }
  }
  throw new SheetError('ENCODING_UNKNOWN');
}

function delimiterOf(text: string): string {
  const line = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? '';
  const count = (delimiter: string) => line.split(delimiter).length;
  return [',', '\t', ';'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function cellOf(value: string): Cell {
  const text = value.trim();
  if (text === '') return EMPTY;
  // `="0123"` is how people keep Excel from eating zeros; a leading tab or apostrophe likewise.
  const kept = /^="([^"]*)"$/.exec(text)?.[1];
  if (kept !== undefined) return { kind: 'text', text: kept };
  if (/^[=@]|^[+-](?![\d.])/.test(text)) return { kind: 'formula', text };
  return { kind: 'text', text: text.replace(/^'/, '') };
}
