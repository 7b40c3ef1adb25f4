import { isRealDate, parseChineseDate } from '../../domain/chinese-date.js';
import { defaultCarrier, normaliseNumber } from '../../domain/number-400.js';
import type { Carrier } from '../../domain/number-status.js';
import { hasUsccShape, isValidUscc } from '../../domain/uscc.js';
import { dateOfSerial } from '../sheet/read-xlsx.js';
import { isDestroyedCode, isDestroyedNumber } from '../sheet/destroyed-cell.js';
import type { Cell, SheetRow } from '../sheet/sheet-row.js';
import { cellAt, FIELD_NAMES, type Columns, type Field } from './columns.js';
import type { ImportIssue } from './import-issues.js';

/** One row of an old register, understood as far as it can be by itself. */
export interface RegisterRow {
  readonly row: number;
  readonly number: string | null;
  readonly carrier: Carrier | null;
  readonly name: string;
  readonly uscc: string | null;
  readonly reseller: string;
  /** `YYYY-MM-DD`; null when none was given. */
  readonly openedOn: string | null;
  readonly stopped: boolean;
  readonly purpose: string;
  readonly address: string;
  /** Of natural persons: sealed before it is stored. */
  readonly person: { readonly legalRepresentative: string; readonly agent: string; readonly phone: string };
  readonly issues: readonly ImportIssue[];
}

const CARRIER_WORDS: readonly (readonly [RegExp, Carrier])[] = [
  [/联通|unicom|^cu$/i, 'CU'],
  [/移动|铁通|mobile|^cm$/i, 'CM'],
  [/电信|telecom|^ct$/i, 'CT'],
];
const IN_USE = /^(在用|正常|开通|已开通|使用中|启用|激活|working|active)?$/i;
const STOPPED = /停机|停用|暂停|欠费|保号|suspended/i;

/** @param today `YYYY-MM-DD` */
export function readRow(row: SheetRow, columns: Columns, today: string): RegisterRow {
  const issues = new Set<ImportIssue>();
  const cells = new Map<Field, Cell>();
  for (const field of FIELD_NAMES) {
    const cell = cellAt(row, columns, field);
    if (cell === undefined) continue;
    if (cell.kind === 'formula') issues.add('FORMULA');
    if (cell.kind === 'boolean' || cell.kind === 'error') issues.add('WRONG_TYPE');
    cells.set(field, cell);
  }
  const text = (field: Field) => cells.get(field)?.text.normalize('NFKC').trim() ?? '';
  const number = readNumber(cells.get('number'), issues);
  const status = text('status');
  const stopped = STOPPED.test(status);
  if (!stopped && !IN_USE.test(status)) issues.add('STATUS_NOT_IN_USE');
  return {
    row: row.row,
    number,
    carrier: readCarrier(text('carrier'), number, issues),
    name: readName(cells.get('name')?.text.trim() ?? '', issues),
    uscc: readUscc(cells.get('uscc'), issues),
    reseller: text('reseller'),
    openedOn: readDate(cells.get('openedOn'), today, issues),
    stopped,
    purpose: text('purpose').slice(0, 500),
    address: text('address').slice(0, 500),
    person: {
      legalRepresentative: text('legalRepresentative').slice(0, 100),
      agent: text('agent').slice(0, 100),
      phone: readPhone(text('phone'), issues),
    },
    issues: [...issues],
  };
}

function readNumber(cell: Cell | undefined, issues: Set<ImportIssue>): string | null {
  const text = cell?.text ?? '';
  if (text === '') issues.add('NUMBER_MISSING');
  const number = normaliseNumber(text);
  if (number !== null || text === '') return number;
  issues.add(isDestroyedNumber(text, cell) ? 'NUMBER_DESTROYED' : 'NUMBER_MALFORMED');
  return null;
}

function readUscc(cell: Cell | undefined, issues: Set<ImportIssue>): string | null {
  const text = (cell?.text ?? '').normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (isValidUscc(text) && cell?.kind !== 'number') return text;
  const fault = usccFault(text, cell);
  issues.add(fault);
  return fault === 'USCC_CHECK_DIGIT' ? text : null;
}

function usccFault(text: string, cell: Cell | undefined): ImportIssue {
  if (text === '') return 'USCC_MISSING';
  if (isDestroyedCode(text, cell)) return 'USCC_DESTROYED';
  if (/^\d{15}$/.test(text)) return 'USCC_OLD_15';
  // An ID number, misspelt or not, must not become a public code: digits with a birth date in the middle.
  const birth = /^\d{6}((?:19|20)\d\d)(\d\d)(\d\d)\d{3}[\dX]$/.exec(text);
  if (birth !== null && isRealDate(birth.slice(1).join('-'))) return 'NAME_IS_PERSON';
  return hasUsccShape(text) ? 'USCC_CHECK_DIGIT' : 'USCC_MALFORMED';
}

function readName(name: string, issues: Set<ImportIssue>): string {
  if (name === '') issues.add('NAME_MISSING');
  return name.slice(0, 200);
}

function readCarrier(text: string, number: string | null, issues: Set<ImportIssue>): Carrier | null {
  const byPrefix = number === null ? null : defaultCarrier(number).carrier;
  const named = CARRIER_WORDS.find(([words]) => words.test(text))?.[1] ?? null;
  if (named !== null && byPrefix !== null && named !== byPrefix) issues.add('PREFIX_CARRIER');
  const carrier = named ?? byPrefix;
  if (carrier === null && number !== null) issues.add('CARRIER_UNKNOWN');
  return carrier;
}

function readDate(cell: Cell | undefined, today: string, issues: Set<ImportIssue>): string | null {
  const text = cell?.text ?? '';
  if (text === '') {
    issues.add('DATE_MISSING');
    return null;
  }
  const serial = /^\d{5}(?:\.\d+)?$/.test(text) ? dateOfSerial(Number(text)) : null;
  if (serial !== null) issues.add('DATE_SERIAL');
  const day = text.replace(/[T ]\d{1,2}:\d{2}.*$/, '').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  const date = serial ?? parseChineseDate(day);
  if (date === null || date > today) issues.add('DATE_MALFORMED');
  return date;
}

/** A mobile, a landline with its area code, or a 400 number; a landline without its zero is a warning, not a refusal. */
function readPhone(text: string, issues: Set<ImportIssue>): string {
  const digits = text.replace(/[^\d+]/g, '');
  if (digits !== '' && !/^(\+?86)?(1[3-9]\d{9}|0\d{9,11}|400\d{7})$/.test(digits)) issues.add('PHONE_DESTROYED');
  return text.slice(0, 40);
}
