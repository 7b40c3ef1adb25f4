import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Tesseract from 'tesseract.js';

/** `chinese` reads names, `code` reads digits and capital letters. */
export type TesseractMode = 'chinese' | 'code';

export interface TesseractReading {
  readonly text: string;
  /** 0…1, Tesseract's own figure. */
  readonly confidence: number;
}

export interface TesseractPool {
  /** Read one line (`PSM 7`) of an encoded grey picture. Null when Tesseract gave up or took too long: it is only the second opinion. */
  read(image: Buffer, mode: TesseractMode, whitelist: string, signal?: AbortSignal): Promise<TesseractReading | null>;
  close(): Promise<void>;
}

const JOB_LIMIT_MS = 8_000;
const START_LIMIT_MS = 30_000;
/** A worker is replaced after so many jobs: reports of slow growth are open upstream. */
const RECYCLE_AFTER = 400;

const LANGUAGES = {
  chinese: { code: 'chi_sim', sha256: 'b8a23f10c7de500891eb458a8adc9cc58ab7f242f08b7d149f5e9aea4ad5db7c' },
  code: { code: 'eng', sha256: '45b4cb346724ac1774f1c36f42f182b887bcdb28ebe63e6fff90ac41f3fcff91' },
} as const;

/** One tesseract.js worker that starts on first use and is replaced when it hangs, dies or is worn out. */
class Seat {
  private worker: Promise<Tesseract.Worker> | null = null;
  private jobs = 0;
  private whitelist: string | null = null;
  private tail: Promise<unknown> = Promise.resolve();

  constructor(private readonly mode: TesseractMode) {}

  async warm(): Promise<void> {
    await this.ready();
  }

  read(image: Buffer, whitelist: string, signal?: AbortSignal): Promise<TesseractReading | null> {
    const job = this.tail.then(() => (signal?.aborted === true ? null : this.run(image, whitelist, signal)));
    this.tail = job.catch(() => undefined);
    return job;
  }

  private async run(image: Buffer, whitelist: string, signal?: AbortSignal): Promise<TesseractReading | null> {
    try {
      const worker = await this.ready();
      if (this.whitelist !== whitelist) {
        await withLimit(worker.setParameters({ tessedit_char_whitelist: whitelist }), JOB_LIMIT_MS, signal);
        this.whitelist = whitelist;
      }
      const { data } = await withLimit(worker.recognize(image), JOB_LIMIT_MS, signal);
      this.jobs += 1;
      if (this.jobs >= RECYCLE_AFTER) await this.retire();
      return { text: data.text.replace(/\s+/g, ''), confidence: data.confidence / 100 };
    } catch {
      // tesseract.js cannot cancel a job; only ending its worker does (its promise then never settles).
      await this.retire();
      return null;
    }
  }

  private ready(): Promise<Tesseract.Worker> {
    this.worker ??= startWorker(this.mode);
    return this.worker;
  }

  async retire(): Promise<void> {
    const worker = this.worker;
    this.worker = null;
    this.whitelist = null;
    this.jobs = 0;
    await worker?.then(
      (w) => w.terminate(),
      () => undefined,
    );
  }
}

async function startWorker(mode: TesseractMode): Promise<Tesseract.Worker> {
  const language = LANGUAGES[mode];
  const require = createRequire(import.meta.url);
  const langPath = join(dirname(require.resolve(`@tesseract.js-data/${language.code}`)), '4.0.0_best_int');
  // Damaged data ends the whole process inside WebAssembly, past every handler.
  const data = await readFile(join(langPath, `${language.code}.traineddata.gz`));
  if (createHash('sha256').update(data).digest('hex') !== language.sha256) throw new Error('Tesseract data is damaged');
  const starting = Tesseract.createWorker(language.code, Tesseract.OEM.LSTM_ONLY, {
    langPath,
    gzip: true,
    cacheMethod: 'none',
    // Without a handler a bad picture ends the process even inside try/catch.
    errorHandler: () => undefined,
  });
  const worker = await withLimit(starting, START_LIMIT_MS);
  await worker.setParameters({ tessedit_pageseg_mode: Tesseract.PSM.SINGLE_LINE, user_defined_dpi: '300' });
  return worker;
}

/** @throws Error when the time is over or the signal fires; the work itself goes on, its owner must be ended */
async function withLimit<T>(work: Promise<T>, milliseconds: number, signal?: AbortSignal): Promise<T> {
  const cleanUps: (() => void)[] = [];
  const limit = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('Tesseract took too long'));
    }, milliseconds);
    const abort = (): void => {
      reject(new Error('aborted'));
    };
    signal?.addEventListener('abort', abort, { once: true });
    cleanUps.push(
      () => {
        clearTimeout(timer);
      },
      () => signal?.removeEventListener('abort', abort),
    );
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    for (const cleanUp of cleanUps) cleanUp();
  }
}

/** Start `size` workers of each mode. @throws Error when the language data is missing or damaged */
export async function createTesseractPool(size: number): Promise<TesseractPool> {
  const seats: Record<TesseractMode, Seat[]> = {
    chinese: Array.from({ length: size }, () => new Seat('chinese')),
    code: Array.from({ length: size }, () => new Seat('code')),
  };
  const all = [...seats.chinese, ...seats.code];
  await Promise.all(all.map((seat) => seat.warm()));
  const turn: Record<TesseractMode, number> = { chinese: 0, code: 0 };
  return {
    read: async (image, mode, whitelist, signal) => {
      const row = seats[mode];
      const seat = row[turn[mode] % row.length];
      turn[mode] += 1;
      return seat === undefined ? null : seat.read(image, whitelist, signal);
    },
    close: async () => {
      await Promise.all(all.map((seat) => seat.retire()));
    },
  };
}
