import type { ChildProcess } from 'node:child_process';
import type { DocumentKind, Extraction } from '../../../src/domain/ocr-fields.js';
import { residentBytes } from '../../../src/platform/guarded-child.js';
import type { ExtractOptions, OcrPage } from '../pipeline.js';
import { ReaderError } from './document-reader.js';
import type { ReadReply, ReadRequest } from './reader-messages.js';
import { startReader } from './reader-process.js';

export interface ReaderLimits {
  /** No stage of a page takes longer, milliseconds. */
  readonly stageMs: number;
  /** Resident memory of a reader, bytes: over it the process is ended at once, over nine tenths after its document. */
  readonly rssBytes: number;
  /** Native heaps grow slowly: a process is replaced after so many documents. */
  readonly documents: number;
}

const POLL_MS = 250;

/** A place for one reader process, which is started on demand and replaced when it hangs, dies or is worn out. */
export class ReaderSeat {
  #child: ChildProcess | null = null;
  #starting: Promise<ChildProcess> | null = null;
  #jobs = 0;
  #read = 0;

  constructor(private readonly limits: ReaderLimits) {}

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Starts the process when there is none, so that the next document need not wait for it. */
  async warm(): Promise<ChildProcess> {
    if (this.#child?.connected === true) return this.#child;
    this.#starting ??= startReader().finally(() => (this.#starting = null));
    this.#child = await this.#starting;
    this.#read = 0;
    return this.#child;
  }

  async read(pages: readonly OcrPage[], claimed: DocumentKind | null, options: ExtractOptions): Promise<Extraction> {
    options.signal?.throwIfAborted();
    const child = await this.warm();
    // Starting may have taken longer than the caller wanted to wait.
    options.signal?.throwIfAborted();
    const request = { job: (this.#jobs += 1), pages, claimed, today: options.today };
    try {
      return await this.#ask(child, request, options);
    } finally {
      this.#read += 1;
      const rss = (await residentBytes(child)) ?? 0;
      if (this.#read >= this.limits.documents || rss > 0.9 * this.limits.rssBytes) this.drop();
    }
  }

  #ask(child: ChildProcess, request: ReadRequest, options: ExtractOptions): Promise<Extraction> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        clearTimeout(clock);
        clearInterval(poll);
        child.off('message', onMessage).off('exit', onExit).off('error', onExit);
        options.signal?.removeEventListener('abort', onAbort);
        settle();
      };
      const stop = (error: unknown): void => {
        this.drop(child);
        end(() => reject(error instanceof Error ? error : new Error(String(error))));
      };
      const onExit = (): void => stop(new ReaderError('died'));
      const onAbort = (): void => stop(options.signal?.reason);
      const onMessage = (reply: ReadReply): void => {
        if (reply.job !== request.job) return;
        if ('stage' in reply) {
          clock.refresh();
          options.onStage?.(reply.stage, reply.milliseconds);
        } else if ('error' in reply) end(() => reject(new Error(reply.error)));
        else end(() => resolve(reply.extraction));
      };
      const clock = setTimeout(() => stop(new ReaderError('hung')), this.limits.stageMs);
      const poll = setInterval(() => {
        void residentBytes(child).then((rss) => {
          if (rss !== null && rss > this.limits.rssBytes && this.#child === child) stop(new ReaderError('died'));
        });
      }, POLL_MS);
      child.on('message', onMessage).on('exit', onExit).on('error', onExit);
      options.signal?.addEventListener('abort', onAbort, { once: true });
      child.send(request, (error) => {
        if (error !== null) onExit();
      });
    });
  }

  drop(child = this.#child): void {
    child?.kill('SIGKILL');
    if (this.#child === child) this.#child = null;
  }
}
