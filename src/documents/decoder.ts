import type { ChildProcess } from 'node:child_process';
import { DomainError } from '../domain/errors.js';
import { cpuMilliseconds, residentBytes } from '../platform/guarded-child.js';
import type { DecodeReply, DecodeRequest } from './decoder-messages.js';
import { startDecoder } from './decoder-process.js';
import type { ExaminedFile } from './examine-file.js';

export interface DecoderLimits {
  /** Processor time of the child for one file, milliseconds: a busy machine must not make a good file a bad one. */
  readonly cpuMilliseconds: number;
  /** Wall clock for one file, milliseconds: the child hangs, or the machine is far too busy. */
  readonly milliseconds: number;
  /** Resident memory of the child, bytes; looked at every 100 ms. */
  readonly rssBytes: number;
}

/** Measured in docs/decisions/051: ten dense A4 pages take 6 s and a picture of 50 megapixels 0.4 GB at most. */
const LIMITS: DecoderLimits = { cpuMilliseconds: 20_000, milliseconds: 60_000, rssBytes: 1024 ** 3 };
const POLL_MS = 100;
const TOO_MUCH =
  '文件过于复杂，处理超出限制，请拍照或另存为普通图片后上传 / The file takes too much to process; photograph it or save it as a plain picture';

/**
 * Decodes uploaded files in one persistent child process, one after the other, because Node cannot limit a child's
 * memory (platform.md): a file that takes too long or too much is ended together with the child, which is replaced.
 */
export class Decoder {
  readonly #limits: DecoderLimits;
  #child: ChildProcess | null = null;
  #jobs = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(limits: Partial<DecoderLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /** Process id of the child, for tests and diagnostics. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * @throws DomainError FILE_EMPTY | FILE_TYPE_UNSUPPORTED | FILE_CORRUPT (also when the decoder dies of the file) |
   * TOO_MANY_PIXELS (also when limits of processor time or memory are passed) | TOO_MANY_PAGES | PDF_ENCRYPTED |
   * UNAVAILABLE (no answer within the wall clock)
   */
  decode(bytes: Buffer): Promise<ExaminedFile> {
    const result = this.#queue.then(() => this.#run(bytes));
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#queue;
    this.#drop();
  }

  async #run(bytes: Buffer): Promise<ExaminedFile> {
    if (this.#closed) throw new DomainError('UNAVAILABLE');
    if (this.#child?.connected !== true) this.#child = await startDecoder();
    const child = this.#child;
    try {
      const reply = await this.#ask(child, { job: (this.#jobs += 1), bytes });
      if ('refused' in reply) throw new DomainError(reply.refused);
      if ('broken' in reply) throw new Error(`decoder: ${reply.broken}`);
      // Structured clones of Buffers arrive as plain byte arrays.
      return { ...reply.file, pages: reply.file.pages.map((page) => ({ ...page, image: Buffer.from(page.image) })) };
    } finally {
      // Native heaps do not shrink: start afresh before the limit is near.
      if (((await residentBytes(child)) ?? 0) > this.#limits.rssBytes / 2) this.#drop();
    }
  }

  #ask(child: ChildProcess, request: DecodeRequest): Promise<DecodeReply> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(clock);
        clearInterval(poll);
        child.off('message', onMessage).off('exit', onExit).off('error', onExit);
        settle();
      };
      const kill = (error: DomainError) => {
        this.#drop();
        end(() => reject(error));
      };
      const onMessage = (reply: DecodeReply) => {
        if (reply.job === request.job) end(() => resolve(reply));
      };
      const onExit = () => {
        this.#drop();
        end(() => reject(new DomainError('FILE_CORRUPT')));
      };
      const clock = setTimeout(
        () => kill(new DomainError('UNAVAILABLE', { retryAfterSeconds: 30 })),
        this.#limits.milliseconds,
      );
      const began = cpuMilliseconds(child);
      const poll = setInterval(() => {
        void this.#isTooMuch(child, began).then((tooMuch) => {
          if (tooMuch && this.#child === child) kill(new DomainError('TOO_MANY_PIXELS', { detail: TOO_MUCH }));
        });
      }, POLL_MS);
      child.on('message', onMessage).on('exit', onExit).on('error', onExit);
      child.send(request, (error) => {
        if (error !== null) onExit();
      });
    });
  }

  async #isTooMuch(child: ChildProcess, began: Promise<number | null>): Promise<boolean> {
    const [rss, before, cpu] = await Promise.all([residentBytes(child), began, cpuMilliseconds(child)]);
    return (rss ?? 0) > this.#limits.rssBytes || (cpu ?? 0) - (before ?? 0) > this.#limits.cpuMilliseconds;
  }

  #drop(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }
}
