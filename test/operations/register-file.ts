import { crc32, deflateRawSync } from 'node:zlib';
import { usccCheckDigit } from '../../src/domain/uscc.js';
import { writeSheet } from '../../src/operations/sheet/write-sheet.js';

export const HEADINGS = ['号码', '单位名称', '信用代码', '法人', '经办人', '电话', '代理商', '状态', '开通日期'];

/** An invented company's valid code. */
export function usccOf(index: number): string {
  const first17 = `91110105MA${String(index).padStart(7, '0')}`;
  return first17 + (usccCheckDigit(first17) ?? '0');
}

/** Row `index` of an invented register: three numbers a company, people marked as specimens. */
export function registerRow(index: number, more: Readonly<Record<string, string>> = {}): string[] {
  const company = Math.floor(index / 3);
  const row: Record<string, string> = {
    号码: `400-${String(8_100_000 + index).replace(/(\d{3})(\d{4})/, '$1-$2')}`,
    单位名称: `样本第${company}有限公司`,
    信用代码: usccOf(company),
    法人: `样本法人${company}`,
    经办人: `样本经办${company}`,
    电话: `138${String(10_000_000 + index)}`,
    代理商: '样例代理有限公司',
    状态: '在用',
    开通日期: '2019-03-05',
    ...more,
  };
  return HEADINGS.map((heading) => row[heading] ?? '');
}

export const registerSheet = (rows: readonly (readonly string[])[]): Promise<Buffer> => writeSheet(HEADINGS, rows);

export function registerCsv(rows: readonly (readonly string[])[]): string {
  return [HEADINGS, ...rows].map((row) => row.join(',')).join('\r\n');
}

/** A workbook of one sheet whose XML is given: what no program of good faith would write. */
export function rawWorkbook(sheetData: string, prolog = ''): Buffer {
  const ns = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return zip({
    'xl/workbook.xml': `<workbook xmlns="${ns}" xmlns:r="${relations}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${prolog}<worksheet xmlns="${ns}"><sheetData>${sheetData}</sheetData></worksheet>`,
  });
}

const inline = (address: string, text: string) => `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
/** Headings and one good row, for files that go wrong later. */
export const GOOD_ROWS = [HEADINGS, registerRow(0)]
  .map(
    (row, y) =>
      `<row r="${y + 1}">${row.map((text, x) => inline(`${'ABCDEFGHI'.charAt(x)}${y + 1}`, text)).join('')}</row>`,
  )
  .join('');

/** A minimal ZIP writer, so that a test may lie about sizes, or write names as Windows in China does. */
export function zip(
  parts: Readonly<Record<string, string | Buffer>>,
  claim?: { name: string; size: number },
  encode: (name: string) => Buffer = (name) => Buffer.from(name),
): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const size = claim?.name === name ? claim.size : plain.length;
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt16LE(8, 4);
    fixed.writeUInt32LE(crc32(plain), 10);
    fixed.writeUInt32LE(packed.length, 14);
    fixed.writeUInt32LE(size, 18);
    const written = encode(name);
    fixed.writeUInt16LE(written.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fixed, written, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fixed, tail, written]));
    bodies.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, list, end]);
}
