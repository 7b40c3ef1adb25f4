import type { Connection, mongo } from 'mongoose';
import type { Logger } from '../platform/logger.js';
import { eventModel, type EventRow } from './event-model.js';

type Listener = (event: EventRow) => void;

/** The server answers at least this often, with or without events: silence is a fault. */
const HEARTBEAT_MS = 300;

/**
 * New events as they are committed, by one change stream a process, shared by all subscribers. A broken stream is opened
 * again after its last token; subscribers that need more than a live view read the `events` collection.
 */
export class EventFeed {
  readonly #listeners = new Set<Listener>();
  #stream: mongo.ChangeStream | null = null;
  #closed = false;
  #heard = -Infinity;

  constructor(
    private readonly db: Connection,
    private readonly logger: Logger,
  ) {}

  /** @returns a function that ends the subscription */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.#stream === null && !this.#closed) this.#open(undefined);
    return () => this.#listeners.delete(listener);
  }

  /** Whether the stream has said something lately, so that all older events are known here. */
  heardWithin(milliseconds: number): boolean {
    return performance.now() - this.#heard < milliseconds;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#listeners.clear();
    await this.#stream?.close();
    this.#stream = null;
  }

  #open(resumeAfter: unknown): void {
    const options = {
      maxAwaitTimeMS: HEARTBEAT_MS,
      ...(resumeAfter === undefined ? {} : { resumeAfter }),
    };
    const stream = eventModel(this.db).collection.watch([{ $match: { operationType: 'insert' } }], options);
    this.#stream = stream;
    stream.on('change', (change: { fullDocument?: EventRow }) => {
      if (change.fullDocument !== undefined) for (const listener of this.#listeners) listener(change.fullDocument);
    });
    // After every answer of the server, an empty one too; events of that answer come before it.
    stream.on('resumeTokenChanged', () => {
      this.#heard = performance.now();
    });
    stream.on('error', (error: Error) => {
      this.#heard = -Infinity;
      if (this.#closed) return;
      this.logger.warn({ err: error }, 'event feed broke; opening it again');
      const token = stream.resumeToken;
      stream.close().catch(() => undefined);
      setTimeout(() => {
        if (!this.#closed) this.#open(token);
      }, 1_000).unref();
    });
  }
}
