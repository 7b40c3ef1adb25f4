import { groupBy } from '../../domain/group-by.js';
import { sameName } from '../../domain/names.js';
import type { Carrier } from '../../domain/number-status.js';
import { refuses, type ImportIssue } from './import-issues.js';
import type { RegisterRow } from './read-row.js';

/** What the registry knows already of what a file names. */
export interface Known {
  readonly carriers: readonly Carrier[];
  /** Numbers that somebody holds or applies for. */
  readonly held: ReadonlySet<string>;
  /** How many numbers count for an entity with a carrier: `USCC carrier` → count. */
  readonly counted: ReadonlyMap<string, number>;
  /** Ids of resellers by folded name; more than one: nobody can tell which is meant. */
  readonly resellers: ReadonlyMap<string, readonly string[]>;
  readonly cap: number;
}

/** `low`: nothing to remark. `medium`: a remark. `high`: who answers for it may be wrong. */
export type Risk = 'low' | 'medium' | 'high';

export interface ProfiledRow extends Omit<RegisterRow, 'issues'> {
  readonly issues: readonly ImportIssue[];
  readonly refused: boolean;
  readonly risk: Risk;
  readonly resellerId: string | null;
}

const HIGH: ReadonlySet<ImportIssue> = new Set(['USCC_CHECK_DIGIT', 'OVER_CAP', 'NAME_VARIES']);

export const cappedBy = (uscc: string, carrier: Carrier): string => `${uscc} ${carrier}`;

/** Judges rows by each other and by what is known. Pure: the same file and registry give the same answer. */
export function profileFile(rows: readonly RegisterRow[], known: Known): ProfiledRow[] {
  const byNumber = groupBy(rows, (row) => (row.number === null ? [] : [row.number]));
  const byUscc = groupBy(rows, (row) => (row.uscc === null ? [] : [row.uscc]));
  const counts = new Map(known.counted);
  return rows.map((row) => {
    const issues = new Set<ImportIssue>(row.issues);
    for (const issue of numberIssues(row, byNumber, known)) issues.add(issue);
    if (
      row.uscc !== null &&
      (byUscc.get(row.uscc) ?? []).some((other) => sameName(other.name, row.name) === 'different')
    )
      issues.add('NAME_VARIES');
    if (row.carrier !== null && !known.carriers.includes(row.carrier)) issues.add('CARRIER_NOT_SERVED');
    const resellers = row.reseller === '' ? [] : (known.resellers.get(row.reseller) ?? []);
    if (row.reseller !== '' && resellers.length === 0) issues.add('RESELLER_UNKNOWN');
    if (resellers.length > 1) issues.add('RESELLER_AMBIGUOUS');
    const refused = refuses([...issues]);
    if (!refused && row.uscc !== null && row.carrier !== null) {
      const key = cappedBy(row.uscc, row.carrier);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (count > known.cap) issues.add('OVER_CAP');
    }
    const all = [...issues];
    const resellerId = resellers.length === 1 ? (resellers[0] ?? null) : null;
    return { ...row, issues: all, refused, resellerId, risk: riskOf(all) };
  });
}

function numberIssues(
  row: RegisterRow,
  byNumber: ReadonlyMap<string, readonly RegisterRow[]>,
  known: Known,
): ImportIssue[] {
  if (row.number === null) return [];
  const same = byNumber.get(row.number) ?? [];
  const issues: ImportIssue[] = known.held.has(row.number) ? ['NUMBER_HELD'] : [];
  // Two owners: nobody here can say who is right, so neither row goes in. One owner twice: the first row stands.
  if (same.some((other) => ownerOf(other) !== ownerOf(row))) return [...issues, 'TWO_OWNERS'];
  return same[0] === row ? issues : [...issues, 'NUMBER_TWICE'];
}

const ownerOf = (row: RegisterRow): string => row.uscc ?? row.name;

function riskOf(issues: readonly ImportIssue[]): Risk {
  if (issues.some((issue) => HIGH.has(issue))) return 'high';
  return issues.length > 0 ? 'medium' : 'low';
}
