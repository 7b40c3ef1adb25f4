import { DomainError } from '../domain/errors.js';

/** Bounds the memory that uploads take: so many at once, the next few wait (their bodies unread), the rest come back later. */
export class UploadSlots {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly mayWait: number,
  ) {}

  /** @throws DomainError RATE_LIMITED when too many wait already, and what `work` throws */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running < this.atOnce) this.#running += 1;
    else {
      if (this.#waiting.length >= this.mayWait) throw new DomainError('RATE_LIMITED', { retryAfterSeconds: 5 });
      // Whoever leaves hands its place over, so `#running` stays as it is.
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}
