import { cpus } from 'node:os';
import { createEngines } from '../../workers/ocr/engines.js';
import { jobPrefix } from '../../src/jobs/jobs.js';
import { takeJobs } from '../../workers/take-jobs.js';
import type { TestContext } from './app.js';

/** The real worker with the real readers, in this process. Engines take seconds to start: one a test file. */
export async function startTestWorker(context: TestContext): Promise<{ close(): Promise<void> }> {
  const concurrency = Math.min(2, cpus().length);
  const engines = await createEngines({ concurrency });
  const jobs = takeJobs({ ...context.deps, engines }, { prefix: jobPrefix(context.deps.db.name), concurrency });
  return {
    close: async () => {
      await jobs.close();
      await engines.close();
    },
  };
}
