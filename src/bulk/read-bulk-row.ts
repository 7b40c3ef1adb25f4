import { createBody, type CreateBody } from '../applications/application-schemas.js';
import { parseCitizenId } from '../domain/citizen-id.js';
import { INDUSTRY_POLICY, industryPolicy, type IndustryPolicyOverrides } from '../domain/industry.js';
import { normaliseNumber } from '../domain/number-400.js';
import { hasUsccShape, isValidUscc } from '../domain/uscc.js';
import { isDestroyedCode, isDestroyedNumber } from '../operations/sheet/destroyed-cell.js';
import type { Cell, SheetRow } from '../operations/sheet/sheet-row.js';
import type { BulkIssue, BulkIssueCode } from './bulk-issues.js';
import { BULK_FIELDS, NEEDED, type BulkColumns, type BulkField } from './columns.js';

/** One row of a bulk submission, understood as far as it can be by itself. */
export interface ReadBulkRow {
  readonly row: number;
  /** Of the entity, as it stands in the sheet. */
  readonly name: string;
  readonly numbers: readonly string[];
  /** Folder of its papers; the first number where none is named. */
  readonly folder: string;
  /** What will be declared; null while something is wrong. */
  readonly body: CreateBody | null;
  readonly byAgent: boolean;
  readonly issues: readonly BulkIssue[];
}

/** @param today `YYYY-MM-DD`; `industries` what this installation decides of some of them */
export function readBulkRow(
  row: SheetRow,
  { at }: BulkColumns,
  { today, industries }: { readonly today: string; readonly industries: IndustryPolicyOverrides },
): ReadBulkRow {
  const issues: BulkIssue[] = [];
  const cells = new Map<BulkField, Cell>();
  for (const field of BULK_FIELDS) {
    const index = at[field];
    const cell = index === undefined ? undefined : row.cells[index];
    if (cell === undefined) continue;
    cells.set(field, cell);
    if (cell.kind === 'formula') issues.push({ code: 'FORMULA', field });
    if (cell.kind === 'boolean' || cell.kind === 'error') issues.push({ code: 'WRONG_TYPE', field });
  }
  const text = (field: BulkField) => cells.get(field)?.text.trim() ?? '';
  const judge = (field: BulkField, code: BulkIssueCode | null) => {
    if (code !== null && !issues.some((issue) => issue.field === field)) issues.push({ code, field });
  };
  for (const field of NEEDED) judge(field, text(field) === '' ? 'MISSING' : null);
  const byAgent = text('agent') !== '' || text('agentId') !== '';
  if (byAgent) for (const field of ['agent', 'agentId'] as const) judge(field, text(field) === '' ? 'MISSING' : null);

  const written = splitList(text('numbers'));
  const numbers = written.map(normaliseNumber);
  if (text('numbers') !== '') judge('numbers', numberFault(cells.get('numbers'), numbers));
  const uscc = fold(text('uscc'));
  if (uscc !== '') judge('uscc', usccFault(uscc, cells.get('uscc')));
  for (const field of ['representativeId', 'agentId'] as const)
    if (text(field) !== '') judge(field, idFault(fold(text(field)), cells.get(field), today));
  const industry = industryOf(text('industry'));
  if (text('industry') !== '')
    judge('industry', industry === null ? 'UNKNOWN_INDUSTRY' : policyFault(industry, industries));
  if (new Set(numbers).size > 1) judge('multiReason', text('multiReason') === '' ? 'MISSING' : null);

  const good = numbers.filter((number) => number !== null);
  const candidate = {
    numbers: good,
    entity: withoutEmpty({
      name: text('name'),
      uscc,
      legalRepresentative: text('representative'),
      address: text('address'),
    }),
    legalRepresentative: { name: text('representative'), idNumber: fold(text('representativeId')) },
    agent: {
      mobile: text('mobile'),
      ...(byAgent
        ? { name: text('agent'), idNumber: fold(text('agentId')), isLegalRepresentative: false }
        : { isLegalRepresentative: true }),
    },
    purpose: text('purpose'),
    industry: industry ?? '',
    ...(text('landing') === '' ? {} : { landingNumbers: splitList(text('landing')) }),
    ...(text('multiReason') === '' ? {} : { multiNumberReason: text('multiReason') }),
  };
  const parsed = createBody.safeParse(candidate);
  for (const { path } of parsed.error?.issues ?? []) judge(fieldOf(path.map(String)), 'INVALID');
  return {
    row: row.row,
    name: text('name').slice(0, 200),
    numbers: good,
    folder: text('folder') === '' ? (good[0] ?? '') : text('folder'),
    body: issues.length === 0 && parsed.success ? parsed.data : null,
    byAgent,
    issues,
  };
}

function splitList(text: string): string[] {
  return text
    .split(/[、,，;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
}

/** A number of ten digits survives Excel as a number; an exponent, a date or lost zeros do not. */
function numberFault(cell: Cell | undefined, numbers: readonly (string | null)[]): BulkIssueCode | null {
  if (!numbers.includes(null)) return new Set(numbers).size < numbers.length ? 'TWICE' : null;
  const text = cell?.text ?? '';
  return isDestroyedNumber(text, cell) ? 'DESTROYED' : 'MALFORMED';
}

function usccFault(text: string, cell: Cell | undefined): BulkIssueCode | null {
  if (isDestroyedCode(text, cell)) return 'DESTROYED';
  // A check digit that does not fit is a reviewer's matter: a few early codes are like this (domain.md §3).
  return isValidUscc(text) || hasUsccShape(text) ? null : 'MALFORMED';
}

/** Cards have 18 places; a permit or passport has a shape of its own and is looked at by a person. */
function idFault(text: string, cell: Cell | undefined, today: string): BulkIssueCode | null {
  if (isDestroyedCode(text, cell)) return 'DESTROYED';
  if (!/^\d{15}$|^\d{17}[\dX]$/.test(text)) return /^[A-Z0-9]{6,20}$/.test(text) ? null : 'MALFORMED';
  return parseCitizenId(text, today)?.valid === true ? null : 'CHECK_DIGIT';
}

/** A code of the classification (`I65`), or its Chinese name. */
function industryOf(text: string): string | null {
  const code = /^[A-T]\d{2}/i.exec(text.normalize('NFKC').trim())?.[0].toUpperCase();
  if (code !== undefined) return Object.hasOwn(INDUSTRY_POLICY, code) ? code : null;
  return Object.entries(INDUSTRY_POLICY).find(([, division]) => division.zh === text)?.[0] ?? null;
}

function policyFault(code: string, industries: IndustryPolicyOverrides): BulkIssueCode | null {
  return industryPolicy(code, industries) === 'prohibit' ? 'PROHIBITED' : null;
}

const OF_MEMBER: Readonly<Record<string, BulkField>> = {
  numbers: 'numbers',
  'entity.name': 'name',
  'entity.uscc': 'uscc',
  'entity.legalRepresentative': 'representative',
  'entity.address': 'address',
  'legalRepresentative.name': 'representative',
  'legalRepresentative.idNumber': 'representativeId',
  'agent.name': 'agent',
  'agent.idNumber': 'agentId',
  'agent.mobile': 'mobile',
  purpose: 'purpose',
  industry: 'industry',
  landingNumbers: 'landing',
  multiNumberReason: 'multiReason',
};

function fieldOf(path: readonly string[]): BulkField {
  return OF_MEMBER[path.slice(0, 2).join('.')] ?? OF_MEMBER[path[0] ?? ''] ?? 'name';
}

function withoutEmpty(members: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== ''));
}
