import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../src/operations/import/columns.js';
import { readRow } from '../../src/operations/import/read-row.js';
import { readSheet } from '../../src/operations/sheet/read-sheet.js';
import { SheetError, type Cell, type SheetRow } from '../../src/operations/sheet/sheet-row.js';
import {
  GOOD_ROWS,
  HEADINGS,
  rawWorkbook,
  registerCsv,
  registerRow,
  registerSheet,
  usccOf,
  zip,
} from './register-file.js';

const TODAY = '2026-11-23';

async function rowsOf(bytes: Buffer): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of readSheet(bytes)) rows.push(row);
  return rows;
}

async function refusalOf(bytes: Buffer): Promise<[string, number | null]> {
  const error: unknown = await rowsOf(bytes).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SheetError);
  return error instanceof SheetError ? [error.fault, error.row] : ['', null];
}

const issuesOf = (cells: readonly (string | Cell)[]) => {
  const head = { row: 1, cells: HEADINGS.map((text) => ({ kind: 'text' as const, text })) };
  const columns = columnsOf(head);
  if (columns === null) throw new Error('headings were not understood');
  const row = cells.map((cell): Cell =>
    typeof cell === 'string' ? { kind: cell === '' ? 'empty' : 'text', text: cell } : cell,
  );
  return readRow({ row: 2, cells: row }, columns, TODAY).issues;
};

const withCell = (heading: string, cell: string | Cell) => {
  const row: (string | Cell)[] = registerRow(0);
  row[HEADINGS.indexOf(heading)] = cell;
  return issuesOf(row);
};
const numeric = (text: string): Cell => ({ kind: 'number', text });

describe('the same register in every form', () => {
  const rows = [registerRow(0), registerRow(1)];
  const csv = registerCsv(rows);
  it.each([
    ['UTF-8', Buffer.from(csv)],
    ['UTF-8 with a BOM', Buffer.from(`\ufeff${csv}`)],
    ['UTF-16', Buffer.from(`\ufeff${csv}`, 'utf16le')],
    ['tabs', Buffer.from(csv.replaceAll(',', '\t'))],
  ])('is read from CSV in %s', async (_name, bytes) => {
    const read = await rowsOf(bytes);
    expect(read.map((row) => row.cells.map((cell) => cell.text))).toEqual([HEADINGS, ...rows]);
  });

  it('is read from CSV in GB18030, which Excel in China writes', async () => {
    // 号码,单位名称 and 样本 in GB18030.
    const bytes = Buffer.concat([
      Buffer.from('bac5c2eb2cb5a5cebbc3fbb3c6', 'hex'),
      Buffer.from('\n400,'),
      Buffer.from('d1f9b1be', 'hex'),
    ]);
    const read = await rowsOf(bytes);
    expect(read.map((row) => row.cells.map((cell) => cell.text))).toEqual([
      ['号码', '单位名称'],
      ['400', '样本'],
    ]);
  });

  it('is read from XLSX', async () => {
    const read = await rowsOf(await registerSheet(rows));
    expect(read.map((row) => row.cells.map((cell) => cell.text))).toEqual([HEADINGS, ...rows]);
  });
});

describe('headings', () => {
  const found = (...texts: string[]) => columnsOf({ row: 1, cells: texts.map((text) => ({ kind: 'text', text })) })?.at;
  it('are understood by their many names, exact ones first', () => {
    expect(
      found(
        '序号',
        '经办人电话',
        '经办人',
        '客户名称',
        '统一社会信用代码',
        '400号码*',
        '渠道名称',
        '开通时间（年月日）',
      ),
    ).toEqual({
      number: 5,
      name: 3,
      uscc: 4,
      agent: 2,
      phone: 1,
      reseller: 6,
      openedOn: 7,
    });
  });
  it('must name number, holder and code', () => expect(found('号码', '单位名称', '备注')).toBeUndefined());
});

describe('a row', () => {
  it('that is right has nothing to remark', () => expect(issuesOf(registerRow(0))).toEqual([]));
  it.each([
    ['号码', '', 'NUMBER_MISSING'],
    ['号码', '4.0081E+09', 'NUMBER_DESTROYED'],
    ['号码', numeric('400810'), 'NUMBER_DESTROYED'],
    ['号码', '010-12345678', 'NUMBER_MALFORMED'],
    ['信用代码', '', 'USCC_MISSING'],
    ['信用代码', '1.1E+17', 'USCC_DESTROYED'],
    ['信用代码', numeric('110105199912310000'), 'USCC_DESTROYED'],
    ['信用代码', '911101050000010000', 'USCC_DESTROYED'],
    ['信用代码', '330106000129004', 'USCC_OLD_15'],
    ['信用代码', '11010519491231002X', 'NAME_IS_PERSON'],
    ['信用代码', '110105194912310021', 'NAME_IS_PERSON'],
    ['信用代码', `${usccOf(0).slice(0, 17)}${usccOf(0).endsWith('1') ? '2' : '1'}`, 'USCC_CHECK_DIGIT'],
    ['信用代码', 'ABC', 'USCC_MALFORMED'],
    ['单位名称', '', 'NAME_MISSING'],
    ['单位名称', { kind: 'formula', text: '样本' }, 'FORMULA'],
    ['单位名称', { kind: 'boolean', text: '1' }, 'WRONG_TYPE'],
    ['状态', '已销户', 'STATUS_NOT_IN_USE'],
    ['开通日期', numeric('43529'), 'DATE_SERIAL'],
    ['开通日期', '2031-01-01', 'DATE_MALFORMED'],
    ['开通日期', '去年', 'DATE_MALFORMED'],
    ['开通日期', '', 'DATE_MISSING'],
    ['电话', numeric('1012345678'), 'PHONE_DESTROYED'],
  ] as const)('with %s = %j is told %s', (heading, cell, issue) => expect(withCell(heading, cell)).toEqual([issue]));
});

describe('a hostile file', () => {
  it('with a part that unpacks to gigabytes is refused unread', async () => {
    const blanks = `<workbook>${' '.repeat(20 * 1024 * 1024)}</workbook>`;
    expect(await refusalOf(zip({ 'xl/workbook.xml': blanks }))).toEqual(['FILE_BOMB', null]);
    const claimed = zip({ 'xl/workbook.xml': '<workbook/>' }, { name: 'xl/workbook.xml', size: 3_000_000_000 });
    expect(await refusalOf(claimed)).toEqual(['FILE_BOMB', null]);
    const sheet = rawWorkbook(`${GOOD_ROWS}${' '.repeat(20 * 1024 * 1024)}`);
    expect(await refusalOf(sheet)).toEqual(['FILE_BOMB', 2]);
  });

  it('that lies about what it unpacks to is refused while it unpacks', async () => {
    const honest = zip(
      { 'xl/workbook.xml': `<workbook>${' '.repeat(2_000_000)}</workbook>` },
      { name: 'xl/workbook.xml', size: 10_000 },
    );
    expect(await refusalOf(honest)).toEqual(['FILE_DAMAGED', null]);
  });

  it('with a million columns is refused at the row', async () => {
    const wide = rawWorkbook(`${GOOD_ROWS}<row r="3"><c r="BDWGN3"><v>1</v></c></row>`);
    expect(await refusalOf(wide)).toEqual(['TOO_MANY_COLUMNS', 3]);
    const many = rawWorkbook(`${GOOD_ROWS}<row r="3">${'<c><v>1</v></c>'.repeat(1_000_000)}</row>`);
    expect(await refusalOf(many)).toEqual(['TOO_MANY_COLUMNS', 3]);
    expect(await refusalOf(Buffer.from(`a,b\n${','.repeat(1_000_000)}\n`))).toEqual(['TOO_MANY_COLUMNS', 2]);
  });

  it('with rows beyond any register, or out of order, is refused at the row', async () => {
    expect(await refusalOf(rawWorkbook(`${GOOD_ROWS}<row r="1048576"/>`))).toEqual(['TOO_MANY_ROWS', 1_048_576]);
    expect(await refusalOf(rawWorkbook(`${GOOD_ROWS}<row r="2"/>`))).toEqual(['FILE_DAMAGED', 3]);
  });

  it('with entities that multiply is refused', async () => {
    const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>';
    expect(await refusalOf(rawWorkbook(GOOD_ROWS, doctype))).toEqual(['FILE_BOMB', 1]);
  });

  it('with a cell of a megabyte is refused at the row', async () => {
    const cell = `<row r="3"><c r="A3" t="inlineStr"><is><t>${'长'.repeat(1_000_000)}</t></is></c></row>`;
    expect(await refusalOf(rawWorkbook(GOOD_ROWS + cell))).toEqual(['CELL_TOO_LONG', 3]);
  });

  it('has its formulas and wrong types named, cell by cell', async () => {
    const cells =
      '<c r="A3"><f>HYPERLINK("x")</f><v>1</v></c><c r="B3" t="b"><v>1</v></c><c r="C3" t="e"><v>#REF!</v></c>';
    const rows = await rowsOf(rawWorkbook(`${GOOD_ROWS}<row r="3">${cells}</row>`));
    expect(rows.at(-1)?.cells.map((cell) => cell.kind)).toEqual(['formula', 'boolean', 'error']);
    const [row] = await rowsOf(Buffer.from('=cmd|x,@SUM(A1),"=""0123"""\n'));
    expect(row?.cells).toEqual([
      { kind: 'formula', text: '=cmd|x' },
      { kind: 'formula', text: '@SUM(A1)' },
      { kind: 'text', text: '0123' },
    ]);
  });

  it.each([
    ['old or locked Excel', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'OLD_EXCEL'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'NOT_A_SHEET'],
    ['a cut-off archive', rawWorkbook(GOOD_ROWS).subarray(0, 300), 'FILE_DAMAGED'],
    ['an archive of something else', zip({ 'word/document.xml': '<x/>' }), 'NOT_A_SHEET'],
  ])('that is %s is refused', async (_name, bytes, fault) => expect((await refusalOf(bytes))[0]).toBe(fault));
});
