import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { loadConfig } from '../src/config.js';
import { jobPrefix } from '../src/jobs/jobs.js';
import { ensureIndexes } from '../src/models.js';
import { refuseHalfRestored } from '../src/operations/backup/restore-mark.js';
import { openDeps } from '../src/platform/open-deps.js';
import { runEntry } from '../src/platform/run-entry.js';
import { openLog } from '../src/transparency/log-identity.js';
import { keepNotifying } from './notifier.js';
import { ReaderPool } from './ocr/readers/reader-pool.js';
import { keepOperating } from './operator.js';
import type { WorkerDeps } from './registry.js';
import { keepSequencing } from './sequencer.js';
import { SWEEP_EVERY_MS, SWEEPS } from './sweeps/sweeps.js';
import { takeJobs } from './take-jobs.js';
import { keepWakingWebhooks } from './webhooks.js';

const STOP_MS = 8_000;

/** Worker entry: takes jobs until told to stop; what it cannot finish goes back to the queue. */
async function main(): Promise<() => Promise<void>> {
  const config = loadConfig(process.env);
  const opened = await openDeps(config);
  await refuseHalfRestored(opened.db);
  await ensureIndexes(opened.db);
  const signer = await openLog(opened);
  const concurrency = config.OCR_CONCURRENCY ?? Math.max(1, cpus().length);
  const reader = new ReaderPool(concurrency);
  await reader.warm();
  const deps: WorkerDeps = { ...opened, reader };
  for (const sweep of Object.keys(SWEEPS)) {
    await opened.jobs.queues
      .get('sweeps')
      ?.upsertJobScheduler(
        sweep,
        { every: SWEEP_EVERY_MS },
        { name: 'sweep', data: { sweep }, opts: { removeOnComplete: true, removeOnFail: true } },
      );
  }
  const workers = takeJobs(deps, { prefix: jobPrefix(opened.db.name), concurrency });
  const loops = [
    keepSequencing(opened, signer, randomUUID()),
    keepNotifying(opened),
    keepOperating(opened),
    keepWakingWebhooks(opened),
  ];
  opened.logger.info({ concurrency }, 'worker ready');

  return async () => {
    setTimeout(() => process.exit(0), STOP_MS).unref();
    await Promise.allSettled([workers.close(), ...loops.map((loop) => loop.stop())]);
    await reader.close();
    await opened.close();
  };
}

runEntry(main);
