import { cpus } from 'node:os';
import { ReaderPool } from '../../workers/ocr/readers/reader-pool.js';
import { jobPrefix } from '../../src/jobs/jobs.js';
import { takeJobs } from '../../workers/take-jobs.js';
import type { TestContext } from './app.js';

/** The real worker in this process with the real readers in theirs. They take seconds to start: one pool a test file. */
export async function startTestWorker(context: TestContext): Promise<{ close(): Promise<void> }> {
  const concurrency = Math.min(2, cpus().length);
  const reader = new ReaderPool(concurrency);
  await reader.warm();
  const jobs = takeJobs({ ...context.deps, reader }, { prefix: jobPrefix(context.deps.db.name), concurrency });
  return {
    close: async () => {
      await jobs.close();
      await reader.close();
    },
  };
}
