import { createHash } from 'node:crypto';
import { Types } from 'mongoose';
import { z } from 'zod';
import { openPersonal, sealPersonal } from '../accounts/sealed.js';
import type { Deps } from '../deps.js';
import { businessToday } from '../domain/business-calendar.js';
import { addDays } from '../domain/chinese-date.js';
import { provinceAndCity } from '../domain/region.js';
import { recordEvent, type Actor } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import type { Field } from './import/columns.js';
import type { ImportIssue } from './import/import-issues.js';
import type { Risk } from './import/profile-file.js';
import { understandFile, type UnderstoodFile } from './import/understand-file.js';
import { operationItemModel, type OperationItemRow } from './operation-item-model.js';
import { operationModel, type OperationRow } from './operation-model.js';

export interface ImportRequest {
  readonly bytes: Buffer;
  readonly author: Actor;
  readonly reason: string;
  /** Days within which all imported numbers must be verified. */
  readonly campaignDays?: number | undefined;
  /** Headings named by a person where they cannot be guessed. */
  readonly headings?: Readonly<Partial<Record<Field, string>>> | undefined;
}

const BATCH = 1_000;
const CAMPAIGN_DAYS = 180;
/** The worse it may be, the sooner it must be put right: shares of the campaign. */
const SHARE: Readonly<Record<Risk, number>> = { high: 1 / 3, medium: 2 / 3, low: 1 };

/**
 * The dry run: reads and judges the file, keeps every row as it would go in or why not, and changes nothing in the registry.
 * @throws SheetError | ColumnsError
 */
export async function planImport(deps: Deps, request: ImportRequest): Promise<OperationRow> {
  const file = await understandFile(deps, request.bytes, request.headings ?? {});
  const row = operationOf(deps, request, file);
  const id = row._id.toHexString();
  const today = businessToday(deps.clock.now(), deps.config.TZ_BUSINESS);
  const items = operationItemModel(deps.db);
  for (let start = 0; start < file.rows.length; start += BATCH) {
    const batch = file.rows.slice(start, start + BATCH);
    await items.insertMany(
      batch.map((item) => itemOf(deps, id, item, addDays(today, Math.round(row.campaignDays * SHARE[item.risk])))),
      { lean: true },
    );
  }
  // Last: an operation that shows is whole. Rows of a dry run that broke off belong to nothing and are never looked at.
  await inTransaction(deps.db, async () => {
    await operationModel(deps.db).insertMany([row]);
    await recordEvent(deps, {
      type: 'operation.planned',
      subjects: [{ kind: 'operation', id }],
      actor: request.author,
      resellerId: null,
      reason: request.reason,
      after: { kind: row.kind, rows: row.rows, accepted: row.accepted, refused: row.refused },
      version: 1,
    });
  });
  return row;
}

function operationOf(deps: Deps, request: ImportRequest, { columns, rows }: UnderstoodFile): OperationRow {
  const issues: Partial<Record<ImportIssue, number>> = {};
  for (const row of rows) for (const issue of row.issues) issues[issue] = (issues[issue] ?? 0) + 1;
  const refused = rows.filter((row) => row.refused).length;
  return {
    _id: new Types.ObjectId(),
    kind: 'import',
    status: 'profiled',
    author: request.author,
    reason: request.reason,
    createdAt: deps.clock.now(),
    endedAt: null,
    undo: null,
    file: { sha256: createHash('sha256').update(request.bytes).digest('hex'), bytes: request.bytes.length },
    headings: [...columns.headings],
    mapping: Object.fromEntries(Object.entries(columns.at).map(([field, at]) => [field, columns.headings[at] ?? ''])),
    rows: rows.length,
    accepted: rows.length - refused,
    refused,
    issues,
    campaignDays: request.campaignDays ?? CAMPAIGN_DAYS,
    steps: 0,
    version: 1,
  };
}

function itemOf(deps: Deps, operationId: string, row: UnderstoodFile['rows'][number], due: string): OperationItemRow {
  const _id = new Types.ObjectId();
  const { person, reseller, cells, issues, refused, risk, number, carrier, uscc, name, resellerId } = row;
  const content: ItemContent = { person, reseller, cells: [...cells] };
  return {
    _id,
    operationId,
    row: row.row,
    status: refused ? 'refused' : 'planned',
    issues: [...issues],
    risk,
    number,
    carrier,
    uscc,
    name,
    resellerId,
    openedOn: row.openedOn,
    stopped: row.stopped,
    purpose: row.purpose,
    ...provinceAndCity(row.address),
    due,
    sealed: sealPersonal(deps, `operation-item:${_id.toHexString()}`, content),
    before: null,
  };
}

const contentSchema = z.object({
  person: z.object({ legalRepresentative: z.string(), agent: z.string(), phone: z.string() }),
  reseller: z.string(),
  cells: z.array(z.string()),
});
export type ItemContent = z.output<typeof contentSchema>;

export function openItem(deps: Pick<Deps, 'cipher'>, item: Pick<OperationItemRow, '_id' | 'sealed'>): ItemContent {
  return openPersonal(deps, `operation-item:${item._id.toHexString()}`, item.sealed, contentSchema);
}
