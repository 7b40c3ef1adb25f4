import type { Scope } from '../../accounts/scope.js';
import type { ApplicationRow } from '../../applications/application-model.js';
import { approvedApplicationOf } from '../../applications/application-queries.js';
import type { Deps } from '../../deps.js';
import { parseChineseDate } from '../../domain/chinese-date.js';
import { DomainError, ERROR_CATALOGUE, type ErrorCode } from '../../domain/errors.js';
import type { Actor } from '../../events/record-event.js';
import { normaliseNumber } from '../../domain/number-400.js';
import { recordAcceptance, type AcceptanceRequest } from '../../registry/record-acceptance.js';
import { readSheet } from '../sheet/read-sheet.js';
import { SheetError, type SheetRow } from '../sheet/sheet-row.js';
import { headingsOf, type AcceptanceColumns } from './columns.js';

export interface AcceptanceResult {
  readonly row: number;
  readonly status: 'accepted' | 'refused';
  readonly applicationId: string | null;
  readonly code: ErrorCode | null;
  readonly message: string | null;
}

/** Who hands the file in, and which applications it may be about. */
interface Doer {
  readonly actor: Actor;
  readonly scope: Scope;
}

/**
 * Records the carrier's acceptances from its file (agency: the counter is another house). Each row stands for itself; the
 * numbers of one application are accepted together, by whichever row names one first.
 * @throws SheetError | DomainError SHEET_REFUSED when the headings are unknown
 */
export async function acceptFile(deps: Deps, doer: Doer, bytes: Buffer): Promise<AcceptanceResult[]> {
  let columns: AcceptanceColumns | null = null;
  const results: AcceptanceResult[] = [];
  const accepted = new Map<string, string>();
  for await (const row of readSheet(bytes)) {
    if (columns === null) {
      columns = headingsOf(row);
      if (columns === null)
        throw new DomainError('SHEET_REFUSED', { members: { reason: 'COLUMNS_UNKNOWN', row: row.row } });
    } else if (row.cells.some((cell) => cell.kind !== 'empty')) {
      results.push(await acceptRow(deps, doer, row, columns, accepted));
    }
  }
  if (columns === null) throw new SheetError('NO_ROWS');
  return results;
}

async function acceptRow(
  deps: Deps,
  { actor, scope }: Doer,
  row: SheetRow,
  columns: AcceptanceColumns,
  accepted: Map<string, string>,
): Promise<AcceptanceResult> {
  const text = (field: keyof AcceptanceColumns) => row.cells[columns[field]]?.text.trim() ?? '';
  const answer = (more: Partial<AcceptanceResult>): AcceptanceResult => ({
    row: row.row,
    status: 'refused',
    applicationId: null,
    code: null,
    message: null,
    ...more,
  });
  try {
    if (row.cells.some((cell) => cell.kind === 'formula' || cell.kind === 'error'))
      throw new DomainError('VALIDATION_FAILED');
    const number = normaliseNumber(text('number'));
    if (number === null) throw new DomainError('NUMBER_MALFORMED');
    const request = requestOf(text);
    const known = accepted.get(number);
    // Another number of an application that a row before accepted: the same act, told once more.
    if (known !== undefined) return answer({ status: 'accepted', applicationId: known });
    const application: ApplicationRow = await approvedApplicationOf(deps, scope, number);
    const applicationId = application._id.toHexString();
    await recordAcceptance(deps, actor, application, request);
    for (const other of application.numbers) accepted.set(other, applicationId);
    return answer({ status: 'accepted', applicationId });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { zh, en } = ERROR_CATALOGUE[error.code];
    return answer({ code: error.code, message: `${zh} / ${en}` });
  }
}

function requestOf(text: (field: keyof AcceptanceColumns) => string): AcceptanceRequest {
  const acceptedOn = parseChineseDate(text('acceptedOn').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'));
  const request = { acceptanceNumber: text('acceptanceNumber'), counter: text('counter'), staff: text('staff') };
  const missing = Object.entries({ ...request, acceptedOn: acceptedOn ?? '' }).filter(([, value]) => value === '');
  if (missing.length === 0 && acceptedOn !== null) return { ...request, acceptedOn };
  throw new DomainError('VALIDATION_FAILED', {
    errors: missing.map(([path]) => ({ path, code: 'REQUIRED', message: 'missing or unreadable' })),
  });
}
