import { Types } from 'mongoose';
import { isReseller, type Principal } from '../accounts/principal.js';
import { organisationOf } from '../accounts/scope.js';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { DomainError } from '../domain/errors.js';
import { readSheet } from '../operations/sheet/read-sheet.js';
import { SheetError } from '../operations/sheet/sheet-row.js';
import { inTransaction } from '../platform/mongo.js';
import type { NumberRow } from '../registry/number-model.js';
import { numbersByDigits } from '../registry/number-queries.js';
import { bulkItemModel, type BulkItemRow } from './bulk-item-model.js';
import type { BulkIssue } from './bulk-issues.js';
import { bulkModel, type BulkRow } from './bulk-model.js';
import { bulkColumnsOf, HEAD_WITHIN, type BulkColumns } from './columns.js';
import { readBulkRow, type ReadBulkRow } from './read-bulk-row.js';
import { sealItem } from './sealed-item.js';

export const MOST_ROWS = 500;

/**
 * Reads a filled-in template and judges every row by itself and against the registry. Nothing is reserved or created.
 * @throws SheetError | DomainError SHEET_REFUSED (headings unknown, no rows, too many rows)
 */
export async function checkSheet(deps: Deps, principal: Principal, bytes: Buffer): Promise<BulkRow> {
  const resellerId = organisationOf(principal);
  const { columns, rows, cells } = await readRows(deps, bytes);
  const known = new Map(
    (
      await numbersByDigits(
        deps,
        rows.flatMap(({ numbers }) => numbers),
      )
    ).map((row) => [row._id, row]),
  );
  const seen = new Set<string>();
  const now = deps.clock.now();
  const bulk: BulkRow = {
    _id: new Types.ObjectId(),
    resellerId,
    status: 'checked',
    author: { kind: isReseller(principal) && principal.kind === 'key' ? 'key' : 'user', id: principal.actorId },
    createdAt: now,
    startedAt: null,
    endedAt: null,
    headings: [...columns.headings],
    hasPapers: false,
  };
  const bulkId = bulk._id.toHexString();
  const items = rows.map((read, at): BulkItemRow => {
    const issues = [...read.issues, ...numberIssues(deps, read, { known, seen, resellerId })];
    // Papers come after: until then no row is ready.
    const _id = new Types.ObjectId();
    return {
      _id,
      bulkId,
      resellerId,
      row: read.row,
      status: 'refused',
      issues: issues.length > 0 ? issues : [{ code: 'FOLDER_MISSING', field: 'folder', detail: read.folder }],
      numbers: [...read.numbers],
      folder: read.folder,
      byAgent: read.byAgent,
      papers: [],
      applicationId: null,
      code: null,
      attempt: 0,
      progressAt: now,
      sealed: sealItem(
        deps,
        { _id },
        { body: issues.length > 0 ? null : read.body, name: read.name, cells: cells[at] ?? [] },
      ),
    };
  });
  await inTransaction(deps.db, async () => {
    await bulkModel(deps.db).insertMany([bulk]);
    await bulkItemModel(deps.db).insertMany(items);
  });
  return bulk;
}

async function readRows(
  deps: Deps,
  bytes: Buffer,
): Promise<{ columns: BulkColumns; rows: ReadBulkRow[]; cells: string[][] }> {
  const today = businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
  let columns: BulkColumns | null = null;
  const rows: ReadBulkRow[] = [];
  const cells: string[][] = [];
  for await (const row of readSheet(bytes)) {
    if (columns === null) {
      columns = bulkColumnsOf(row);
      if (columns === null && row.row >= HEAD_WITHIN) break;
    } else if (row.cells.some((cell) => cell.text.trim() !== '')) {
      if (rows.length >= MOST_ROWS) throw new SheetError('TOO_MANY_ROWS', row.row);
      rows.push(readBulkRow(row, columns, { today, industries: deps.policy.industries }));
      cells.push(row.cells.map((cell) => cell.text));
    }
  }
  if (columns === null)
    throw new DomainError('SHEET_REFUSED', {
      detail:
        '前 10 行内找不到模板的表头，请使用下载的模板 / No headings of the template within 10 rows; use the template',
      members: { reason: 'COLUMNS_UNKNOWN', row: null },
    });
  if (rows.length === 0) throw new SheetError('NO_ROWS');
  return { columns, rows, cells };
}

interface NumberContext {
  readonly known: ReadonlyMap<string, NumberRow>;
  readonly seen: Set<string>;
  readonly resellerId: string;
}

/** Numbers that nobody has, or this reseller reserved and put into no application yet. */
function numberIssues(deps: Deps, read: ReadBulkRow, { known, seen, resellerId }: NumberContext): BulkIssue[] {
  const issue = (code: BulkIssue['code'], number?: string): BulkIssue => ({
    code,
    field: 'numbers',
    ...(number === undefined ? {} : { detail: number }),
  });
  const issues: BulkIssue[] = [];
  const carriers = new Set<string>();
  for (const number of read.numbers) {
    const row = known.get(number);
    const own = row?.status === 'reserved' && row.resellerId === resellerId && row.applicationId === null;
    if (seen.has(number)) issues.push(issue('TWICE', number));
    else if (row !== undefined && !deps.config.CARRIERS.includes(row.carrier)) issues.push(issue('NOT_SERVED', number));
    else if (row?.status !== 'spare' && !own) issues.push(issue('NOT_SPARE', number));
    if (row !== undefined) carriers.add(row.carrier);
    seen.add(number);
  }
  return carriers.size > 1 ? [...issues, issue('SEVERAL_CARRIERS')] : issues;
}
