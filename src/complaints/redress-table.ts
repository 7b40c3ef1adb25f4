import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import type { Carrier } from '../domain/number-status.js';
import { DomainError } from '../domain/errors.js';
import { actorOf, recordEvent } from '../events/record-event.js';
import type { Language } from '../http/problem.js';
import { CARRIER_LABELS, provinceLabel } from '../lookup/pages/labels.js';
import { inTransaction } from '../platform/mongo.js';
import { redressModel, type RedressRow } from './redress-model.js';

/**
 * One place to turn to. `{carrier}`, `{line}` and `{province}` stand for those of the number; where they are not known the
 * entry is left out.
 */
export interface RedressEntry {
  /** `scam`: shown first, and only to who was scammed. */
  readonly when: 'scam' | 'always';
  readonly name: Readonly<Record<Language, string>>;
  readonly phone: string | null;
}

/** In the order in which one turns to them (domain.md §6). */
const DEFAULT: readonly RedressEntry[] = [
  { when: 'scam', name: { zh: '110 报警', en: '110 police' }, phone: '110' },
  { when: 'scam', name: { zh: '96110 反诈咨询', en: '96110 advice on fraud' }, phone: '96110' },
  { when: 'always', name: { zh: '{carrier}客服 {line}', en: '{carrier} on {line}' }, phone: '{line}' },
  { when: 'always', name: { zh: '12300 电信用户申诉', en: '12300 telecom complaints' }, phone: '12300' },
  { when: 'always', name: { zh: '12321 垃圾信息举报', en: '12321 spam reports' }, phone: '12321' },
  { when: 'always', name: { zh: '12315 消费投诉', en: '12315 consumer complaints' }, phone: '12315' },
  {
    when: 'always',
    name: { zh: '{province}通信管理局', en: 'Communications administration of {province}' },
    phone: null,
  },
];

const ID = 'table';
/** Every page shows it: read once in this many milliseconds. */
const KEPT_MS = 30_000;

export interface RedressTable {
  readonly items: readonly RedressEntry[];
  /** 0 for the default. */
  readonly version: number;
}

export async function redressTable(deps: Pick<Deps, 'db'>): Promise<RedressTable> {
  const row = await redressModel(deps.db).findOne({ _id: ID }).lean<RedressRow>();
  return row ?? { items: DEFAULT, version: 0 };
}

/** Where to turn to besides us, for one number. */
export type RedressFor = (about: {
  readonly carrier: Carrier | null;
  readonly province: string | null;
  readonly scam: boolean;
  readonly language: Language;
}) => Promise<{ name: string; phone: string | null }[]>;

export function createRedress(deps: Pick<Deps, 'db' | 'clock'>): RedressFor {
  let kept: { table: RedressTable; until: number } | null = null;
  return async ({ carrier, province, scam, language }) => {
    const now = deps.clock.now().getTime();
    if (kept === null || now >= kept.until) kept = { table: await redressTable(deps), until: now + KEPT_MS };
    const known: Record<string, string | undefined> = {
      carrier: carrier === null ? undefined : CARRIER_LABELS[carrier][language],
      line: carrier === null ? undefined : CARRIER_LABELS[carrier].line,
      province: province === null ? undefined : provinceLabel(province, language),
    };
    return kept.table.items.flatMap(({ when, name, phone }) => {
      if (when === 'scam' && !scam) return [];
      const filled = fill(name[language], known);
      const line = phone === null ? null : fill(phone, known);
      return filled === null ? [] : [{ name: filled, phone: line }];
    });
  };
}

/** Null when something is not known. */
function fill(text: string, known: Readonly<Record<string, string | undefined>>): string | null {
  const missing = [...text.matchAll(/\{(\w+)\}/gu)].some(([, name = '']) => known[name] === undefined);
  return missing ? null : text.replace(/\{(\w+)\}/gu, (_whole, name: string) => known[name] ?? '');
}

/** Replaces the table as a whole. @throws DomainError STALE when somebody else did meanwhile */
export async function replaceRedressTable(
  deps: Deps,
  principal: Principal,
  items: readonly RedressEntry[],
  version: number,
): Promise<RedressTable> {
  return inTransaction(deps.db, async () => {
    const now = await redressTable(deps);
    if (now.version !== version) throw new DomainError('STALE');
    const row: RedressRow = { _id: ID, items: [...items], version: version + 1 };
    await redressModel(deps.db).replaceOne({ _id: ID }, row, { upsert: true });
    await recordEvent(deps, {
      type: 'redress_table.replaced',
      subjects: [{ kind: 'redress_table', id: ID }],
      actor: actorOf(principal),
      resellerId: null,
      before: { items: now.items },
      after: { items },
      version: row.version,
    });
    return row;
  });
}
