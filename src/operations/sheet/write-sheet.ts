import writeXlsxFile from 'write-excel-file/node';

/** A table as an XLSX file. Every cell is text: nothing in it is a formula, whatever it begins with. */
export async function writeSheet(head: readonly string[], rows: readonly (readonly string[])[]): Promise<Buffer> {
  const cell = (value: string) => ({ type: String, value });
  const data = [
    head.map((value) => ({ ...cell(value), fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map(cell)),
  ];
  return writeXlsxFile(data, { stickyRowsCount: 1 }).toBuffer();
}
