import type { Response } from 'express';
import { stringify } from 'csv-stringify';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Deps } from '../deps.js';

/**
 * Streams lines as a CSV file that spreadsheets open as it is: UTF-8 with its mark, nothing in it a formula. A client that
 * goes away ends the reading.
 */
export async function sendCsv(
  deps: Pick<Deps, 'logger'>,
  response: Response,
  file: { readonly name: string; readonly columns: readonly string[]; readonly lines: AsyncIterable<string[]> },
): Promise<null> {
  response.status(200).set({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${file.name}"`,
    'Cache-Control': 'no-store',
  });
  const csv = stringify({ bom: true, header: true, columns: [...file.columns], escape_formulas: true });
  try {
    await pipeline(Readable.from(file.lines), csv, response);
  } catch (error) {
    deps.logger.warn({ err: error }, 'an export ended early');
    response.destroy();
  }
  return null;
}
