import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DomainError } from '../domain/errors.js';
import type { DecodedFile } from './decoded-file.js';
import type { DecodeReply, DecodeRequest } from './decoder-messages.js';

export interface DecoderLimits {
  /** Wall clock for one file, milliseconds. */
  readonly milliseconds: number;
  /** Resident memory of the child, bytes; looked at every 100 ms. */
  readonly rssBytes: number;
}

/** Ten dense A4 pages take about 6 s on one slow core; 50 megapixels take 0.4 GB. */
const LIMITS: DecoderLimits = { milliseconds: 20_000, rssBytes: 1024 ** 3 };
const POLL = 100;

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
   * TOO_MANY_PIXELS (also when limits of time or memory are passed) | TOO_MANY_PAGES | PDF_ENCRYPTED
   */
  decode(bytes: Buffer): Promise<DecodedFile> {
    const result = this.#queue.then(() => this.#run(bytes));
    this.#queue = result.catch(() => undefined);
    return result;
  }

  /** Starts the child so that the first upload does not wait for it. */
  warm(): void {
    this.#child ??= startChild();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#queue;
    this.#drop();
  }

  async #run(bytes: Buffer): Promise<DecodedFile> {
    if (this.#closed) throw new DomainError('UNAVAILABLE');
    const child = (this.#child ??= startChild());
    const job = (this.#jobs += 1);
    try {
      const reply = await this.#ask(child, { job, bytes });
      if ('refused' in reply) throw new DomainError(reply.refused);
      if ('broken' in reply) throw new Error(`decoder: ${reply.broken}`);
      return { ...reply.file, pages: reply.file.pages.map((page) => ({ ...page, image: toBuffer(page.image) })) };
    } finally {
      // Native heaps do not shrink: start afresh before the limit is near.
      if (((await residentBytes(child.pid)) ?? 0) > this.#limits.rssBytes / 2) this.#drop();
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
      const kill = () => {
        this.#drop();
        end(() => reject(new DomainError('TOO_MANY_PIXELS', { detail: TOO_MUCH })));
      };
      const onMessage = (reply: DecodeReply) => {
        if (reply.job === request.job) end(() => resolve(reply));
      };
      const onExit = () => {
        this.#drop();
        end(() => reject(new DomainError('FILE_CORRUPT')));
      };
      const clock = setTimeout(kill, this.#limits.milliseconds);
      const poll = setInterval(() => {
        void residentBytes(child.pid).then((rss) => {
          if (rss !== null && rss > this.#limits.rssBytes && this.#child === child) kill();
        });
      }, POLL);
      child.on('message', onMessage).on('exit', onExit).on('error', onExit);
      child.send(request, (error) => {
        if (error !== null) onExit();
      });
    });
  }

  #drop(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }
}

const TOO_MUCH =
  '文件过于复杂，处理超出限制，请拍照或另存为普通图片后上传 / The file takes too much to process; photograph it or save it as a plain picture';

/** The child runs from TypeScript sources (tests, development) and from `dist`. It gets no environment but PATH. */
function startChild(): ChildProcess {
  const here = fileURLToPath(import.meta.url);
  const fromSource = here.endsWith('.ts');
  const file = here.replace(/decoder\.(ts|js)$/, 'decoder-child.$1');
  const loader = fromSource ? ['--import', pathToFileURL(createRequire(here).resolve('tsx')).href] : [];
  const child = fork(file, [], {
    execArgv: [...loader, '--max-old-space-size=512'],
    env: { PATH: process.env['PATH'] },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // An idle child must not keep the API process alive.
  child.unref();
  child.channel?.unref();
  return child;
}

/** `advanced` serialisation gives views of one big message: copy them apart so that it can be freed. */
function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes);
}

/** Linux tells without starting a process; elsewhere pixel cap and wall clock must do. */
async function residentBytes(pid: number | undefined): Promise<number | null> {
  if (pid === undefined || process.platform !== 'linux') return null;
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}
