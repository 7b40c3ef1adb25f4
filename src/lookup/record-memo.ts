import type { Language } from '../http/problem.js';
import type { NumberRow } from '../registry/number-model.js';
import type { PublicRecord } from './lookup-schemas.js';

/** Records kept, some 2 kB each; the oldest goes first. */
const MOST = 10_000;
/** A reseller's new name does not raise the number's version: as stale as `Cache-Control` allows anyway. */
const KEPT_MS = 30_000;

/**
 * Public records by number, good for one version of the number's row. Every lookup still reads the row, so a change is seen
 * with the next request in every process, and a number that everybody asks about costs one read (decision 065).
 */
export class RecordMemo {
  readonly #records = new Map<string, { version: number; until: number; record: PublicRecord }>();

  find(row: NumberRow, language: Language, now: Date): PublicRecord | null {
    const kept = this.#records.get(row._id + language);
    return kept?.version === row.version && now.getTime() < kept.until ? kept.record : null;
  }

  keep(row: NumberRow, language: Language, now: Date, record: PublicRecord): void {
    const key = row._id + language;
    this.#records.delete(key);
    const [oldest] = this.#records.keys();
    if (this.#records.size >= MOST && oldest !== undefined) this.#records.delete(oldest);
    this.#records.set(key, { version: row.version, until: now.getTime() + KEPT_MS, record });
  }
}
