import type { z } from 'zod';
import type { Deps } from '../deps.js';
import { IMPORT_ISSUES, type ImportIssue } from './import/import-issues.js';
import type { OperationItemRow } from './operation-item-model.js';
import type { OperationRow } from './operation-model.js';
import { countItems } from './operation-queries.js';
import type { itemView, operationView } from './operation-schemas.js';

export async function viewOperation(deps: Pick<Deps, 'db'>, row: OperationRow): Promise<z.input<typeof operationView>> {
  const { kind, status, author, reason, undo, mapping, rows, accepted, refused, issues, campaignDays } = row;
  const id = row._id.toHexString();
  return {
    id,
    kind,
    status,
    author,
    reason,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    undo: undo === null ? null : { ...undo, at: undo.at.toISOString() },
    headings: row.headings,
    mapping,
    rows,
    accepted,
    refused,
    issues,
    profile: profileOf(issues),
    progress: await countItems(deps, id),
    campaignDays,
  };
}

function profileOf(issues: OperationRow['issues']): z.input<typeof operationView>['profile'] {
  return Object.entries(issues)
    .map(([code, count]) => ({ code, ...IMPORT_ISSUES[code as ImportIssue], count }))
    .sort((a, b) => a.severity.localeCompare(b.severity) || b.count - a.count);
}

/** What a list of those affected shows: the entity, never its people. */
export function viewItem(item: OperationItemRow): z.input<typeof itemView> {
  const { row, status, number, uscc, name, resellerId, risk, due, issues } = item;
  return {
    row,
    status,
    number,
    uscc,
    name,
    resellerId,
    risk,
    due,
    issues: issues.map((code) => ({ code, ...IMPORT_ISSUES[code] })),
  };
}
