import type { z } from 'zod';
import type { Deps } from '../deps.js';
import { ERROR_CATALOGUE, type ErrorCode } from '../domain/errors.js';
import type { Language } from '../http/problem.js';
import { issueText } from './bulk-issues.js';
import type { BulkItemRow } from './bulk-item-model.js';
import type { BulkRow } from './bulk-model.js';
import { countItems } from './bulk-queries.js';
import type { bulkItems, bulkView } from './bulk-schemas.js';
import { openItem } from './sealed-item.js';

export async function viewBulk(deps: Pick<Deps, 'db'>, row: BulkRow): Promise<z.input<typeof bulkView>> {
  const id = row._id.toHexString();
  return {
    id,
    status: row.status,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    hasPapers: row.hasPapers,
    counts: await countItems(deps, id),
  };
}

export function viewBulkItem(
  deps: Pick<Deps, 'cipher'>,
  item: BulkItemRow,
  language: Language,
): z.input<typeof bulkItems>['items'][number] {
  const { row, status, numbers, folder, papers, applicationId, issues, code } = item;
  return {
    row,
    status,
    numbers,
    name: openItem(deps, item).name,
    folder,
    papers: papers.length,
    applicationId,
    issues: issues.map((issue) => ({ code: issue.code, field: issue.field, message: issueText(issue, language) })),
    failure: code === null ? null : { code, message: ERROR_CATALOGUE[code as ErrorCode][language] },
  };
}
