import type { Deps } from '../deps.js';
import type { EventRow } from '../events/event-model.js';
import { isJustChanged } from '../events/just-changed.js';
import type { Language } from '../http/problem.js';

/** An answer as it goes over the wire. */
export interface KeptAnswer {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
}

/** How old the last word of the change stream may be for what is kept to be trusted. */
const TRUSTED_MS = 900;
/** Days turn and credentials are signed anew, at the full hour. */
const HOUR_MS = 3_600_000;
/** A change that forgot to say which number it concerns is seen after this. */
const KEPT_MS = 60_000;
const OVERHEAD_BYTES = 600;
const MOST_EVICTIONS = 10_000;

/**
 * Answers about numbers in the memory of one process. Every event that names a number evicts its answers, in every process,
 * within the change stream's delay; while the stream is silent nothing kept is used, so no answer is more than a second
 * stale. What this process changes itself is not used from the moment of the change (decision 141).
 */
export class AnswerCache {
  readonly #answers = new Map<string, KeptAnswer & { hour: number; until: number }>();
  /** When what was evicted last: an answer that was read before is not kept after. */
  readonly #evicted = new Map<string, number>();
  readonly #names = new Map<string, string>();
  #serial = 0;
  #since = 0;
  #bytes = 0;

  constructor(
    private readonly deps: Pick<Deps, 'db' | 'clock' | 'feed'>,
    private readonly mostBytes: number,
  ) {
    deps.feed.subscribe((event) => this.#onEvent(event));
  }

  find(number: string, language: Language): KeptAnswer | null {
    const key = number + language;
    const kept = this.#answers.get(key);
    if (kept === undefined || !this.isTrusted(number)) return null;
    if (kept.hour !== this.#hour() || performance.now() >= kept.until) return null;
    // Used last, thrown away last.
    this.#answers.delete(key);
    this.#answers.set(key, kept);
    return kept;
  }

  /** To be taken before the database is read, and given back with what was read. */
  ticket(): number {
    return this.#serial;
  }

  /** An answer that is not in the log yet is not worth keeping: it is another one in a moment. */
  keep(number: string, language: Language, answer: KeptAnswer, ticket: number): void {
    const overtaken = ticket < this.#since || (this.#evicted.get(number) ?? 0) > ticket;
    if (overtaken || !this.isTrusted(number)) return;
    this.#forget(number + language);
    this.#answers.set(number + language, { ...answer, hour: this.#hour(), until: performance.now() + KEPT_MS });
    this.#bytes += answer.body.length + OVERHEAD_BYTES;
    for (const key of this.#answers.keys()) {
      if (this.#bytes <= this.mostBytes) break;
      this.#forget(key);
    }
  }

  /** A reseller's name, read once until some reseller changes. */
  async nameOf(resellerId: string, read: () => Promise<string>): Promise<string> {
    const known = this.deps.feed.heardWithin(TRUSTED_MS) ? this.#names.get(resellerId) : undefined;
    if (known !== undefined) return known;
    const ticket = this.#serial;
    const name = await read();
    if (ticket >= this.#since) this.#names.set(resellerId, name);
    return name;
  }

  isTrusted(number: string): boolean {
    return this.deps.feed.heardWithin(TRUSTED_MS) && !isJustChanged(this.deps.db, number);
  }

  #hour(): number {
    return Math.floor(this.deps.clock.now().getTime() / HOUR_MS);
  }

  #onEvent({ subjects }: Pick<EventRow, 'subjects'>): void {
    // A reseller's name and a signing key are part of many answers.
    if (subjects.some(({ kind }) => kind === 'reseller' || kind === 'credential_key')) this.#clear();
    for (const { kind, id } of subjects) if (kind === 'number') this.#evict(id);
  }

  #evict(number: string): void {
    this.#serial += 1;
    this.#evicted.delete(number);
    this.#evicted.set(number, this.#serial);
    const [oldest] = this.#evicted;
    if (oldest !== undefined && this.#evicted.size > MOST_EVICTIONS) {
      this.#evicted.delete(oldest[0]);
      this.#since = oldest[1];
    }
    this.#forget(`${number}zh`);
    this.#forget(`${number}en`);
  }

  #clear(): void {
    this.#serial += 1;
    this.#since = this.#serial;
    this.#answers.clear();
    this.#names.clear();
    this.#bytes = 0;
  }

  #forget(key: string): void {
    const kept = this.#answers.get(key);
    if (kept === undefined) return;
    this.#answers.delete(key);
    this.#bytes -= kept.body.length + OVERHEAD_BYTES;
  }
}
