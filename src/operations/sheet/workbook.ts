import { LIMITS, SheetError } from './sheet-row.js';
import { readXml } from './xml-events.js';
import type { ZipParts } from './zip-parts.js';

const ignore = () => undefined;

/** The part of the first sheet people see. @throws SheetError FILE_DAMAGED | NOT_A_SHEET */
export async function firstSheetPart(parts: ZipParts): Promise<string> {
  if (!parts.has('xl/workbook.xml')) throw new SheetError('NOT_A_SHEET');
  const sheets: { relation: string; hidden: boolean }[] = [];
  await readXml(await parts.stream('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name !== 'sheet') return;
      const relation = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1] ?? '';
      sheets.push({ relation, hidden: (attributes['state'] ?? 'visible') !== 'visible' });
    },
    close: ignore,
    text: ignore,
  });
  const shown = sheets.find((sheet) => !sheet.hidden);
  if (shown === undefined) throw new SheetError('NO_ROWS');
  let target: string | undefined;
  await readXml(await parts.stream('xl/_rels/workbook.xml.rels'), {
    open: (name, attributes) => {
      if (name === 'Relationship' && attributes['Id'] === shown.relation) target = attributes['Target'];
    },
    close: ignore,
    text: ignore,
  });
  if (target === undefined) throw new SheetError('FILE_DAMAGED');
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** Texts that cells name by their place. @throws SheetError FILE_BOMB */
export async function sharedTexts(parts: ZipParts): Promise<string[]> {
  if (!parts.has('xl/sharedStrings.xml')) return [];
  const texts: string[] = [];
  let [item, inText, phonetic, total] = ['', false, 0, 0];
  await readXml(await parts.stream('xl/sharedStrings.xml'), {
    open: (name) => {
      if (name === 'si') item = '';
      // Pronunciation guides (rPh) stand inside an item and are not its text.
      if (name === 'rPh') phonetic += 1;
      inText = name === 't' && phonetic === 0;
    },
    close: (name) => {
      if (name === 'rPh') phonetic -= 1;
      if (name === 't') inText = false;
      if (name === 'si') texts.push(item);
    },
    text: (text) => {
      if (!inText) return;
      total += text.length;
      if (total > LIMITS.sharedCharacters || item.length > LIMITS.cellCharacters) throw new SheetError('FILE_BOMB');
      item += text;
    },
  });
  return texts;
}

/** Number formats that Excel itself means as dates (ECMA-376 §18.8.30), the Chinese ones included. */
const BUILT_IN_DATES = [14, 22, [27, 36], [50, 58]].flatMap((part) =>
  Array.isArray(part)
    ? Array.from({ length: (part[1] ?? 0) - (part[0] ?? 0) + 1 }, (_, i) => (part[0] ?? 0) + i)
    : part,
);

/** For each style of a cell, whether it shows a number as a date. */
export async function dateStyles(parts: ZipParts): Promise<boolean[]> {
  if (!parts.has('xl/styles.xml')) return [];
  const dates = new Set([...BUILT_IN_DATES, 15, 16, 17]);
  const styles: boolean[] = [];
  let inCells = false;
  await readXml(await parts.stream('xl/styles.xml'), {
    open: (name, attributes) => {
      if (name === 'cellXfs') inCells = true;
      if (name === 'numFmt' && isDateFormat(attributes['formatCode'] ?? '')) dates.add(Number(attributes['numFmtId']));
      if (name === 'xf' && inCells) styles.push(dates.has(Number(attributes['numFmtId'] ?? 0)));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
    text: ignore,
  });
  return styles;
}

function isDateFormat(code: string): boolean {
  return /[yd年]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
}
