import type { DocumentKind, Extraction } from '../../../src/domain/ocr-fields.js';
import type { ExtractOptions, OcrPage } from '../pipeline.js';
import { ReaderError, type DocumentReader } from './document-reader.js';
import { ReaderSeat, type ReaderLimits } from './reader-seat.js';

/** A page of dense print takes 3–5 s; twenty times that on a busy machine is no work any more. */
const LIMITS: ReaderLimits = { stageMs: 60_000, rssBytes: 1024 ** 3, documents: 200 };

/** `size` reader processes; documents wait for a free one in the order they came. */
export class ReaderPool implements DocumentReader {
  readonly #seats: ReaderSeat[];
  readonly #free: ReaderSeat[];
  readonly #waiting: ((seat: ReaderSeat) => void)[] = [];

  constructor(size: number, limits: Partial<ReaderLimits> = {}) {
    this.#seats = Array.from({ length: Math.max(1, size) }, () => new ReaderSeat({ ...LIMITS, ...limits }));
    this.#free = [...this.#seats];
  }

  /** Process ids of the readers that run, for tests and diagnostics. */
  get pids(): number[] {
    return this.#seats.flatMap((seat) => seat.pid ?? []);
  }

  /** Starts every process, one after the other: a machine that cannot start one should say so at once. */
  async warm(): Promise<void> {
    for (const seat of this.#seats) await seat.warm();
  }

  /** A document at which a process hangs or dies is given to another, fresh one, once. */
  async read(
    pages: readonly OcrPage[],
    claimed: DocumentKind | null,
    options: ExtractOptions = {},
  ): Promise<Extraction> {
    try {
      return await this.#once(pages, claimed, options);
    } catch (error) {
      if (!(error instanceof ReaderError)) throw error;
      return this.#once(pages, claimed, options);
    }
  }

  async #once(pages: readonly OcrPage[], claimed: DocumentKind | null, options: ExtractOptions): Promise<Extraction> {
    const seat = this.#free.shift() ?? (await new Promise<ReaderSeat>((resolve) => this.#waiting.push(resolve)));
    try {
      return await seat.read(pages, claimed, options);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(seat);
      else next(seat);
    }
  }

  close(): Promise<void> {
    for (const seat of this.#seats) seat.drop();
    return Promise.resolve();
  }
}
