import { Worker, type Job } from 'bullmq';
import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { ConfigError, loadConfig } from '../src/config.js';
import { JOB_PAYLOADS, QUEUE_OF, QUEUES, type JobName } from '../src/jobs/jobs.js';
import { ensureIndexes } from '../src/models.js';
import { openDeps } from '../src/platform/open-deps.js';
import { connectRedis } from '../src/platform/redis.js';
import { createEngines } from './ocr/engines.js';
import { HANDLERS, type WorkerDeps } from './registry.js';
import { keepSequencing } from './sequencer.js';
import { SWEEP_EVERY_MS, SWEEPS } from './sweeps/sweeps.js';

const STOP_MS = 8_000;

/** Worker entry: takes jobs until told to stop; what it cannot finish goes back to the queue. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const opened = await openDeps(config);
  await ensureIndexes(opened.db);
  const concurrency = config.OCR_CONCURRENCY ?? Math.max(1, cpus().length);
  const engines = await createEngines({ concurrency });
  const deps: WorkerDeps = { ...opened, engines };
  for (const sweep of Object.keys(SWEEPS)) {
    await opened.jobs.queues
      .get('sweeps')
      ?.upsertJobScheduler(
        sweep,
        { every: SWEEP_EVERY_MS },
        { name: 'sweep', data: { sweep }, opts: { removeOnComplete: true, removeOnFail: true } },
      );
  }
  const workers = QUEUES.map((queue) =>
    startWorker(deps, queue, queue === QUEUE_OF['read-document'] ? concurrency : 4),
  );
  const sequencer = keepSequencing(opened, randomUUID());
  opened.logger.info({ concurrency }, 'worker ready');

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), STOP_MS).unref();
    const ended = [...workers.map((worker) => worker.close()), sequencer.stop()];
    Promise.allSettled(ended)
      .then(() => engines.close())
      .then(() => opened.close())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function startWorker(deps: WorkerDeps, queue: string, concurrency: number): Worker {
  const connection = connectRedis(deps.config.REDIS_URL);
  connection.on('error', () => undefined);
  const worker = new Worker(queue, (job) => handle(deps, job), {
    connection,
    prefix: 'r400',
    concurrency,
    lockDuration: 30_000,
    stalledInterval: 10_000,
    maxStalledCount: 3,
  });
  worker.on('failed', (job, error) =>
    deps.logger.warn({ job: job?.id, name: job?.name, attempt: job?.attemptsMade, err: error }, 'job failed'),
  );
  worker.on('error', (error) => deps.logger.warn({ err: error }, 'worker error'));
  return worker;
}

async function handle(deps: WorkerDeps, job: Job): Promise<void> {
  const name = job.name as JobName;
  const stop = deps.metrics.jobs.startTimer({ job: name });
  const lastAttempt = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
  try {
    await run(deps, name, job.data, lastAttempt);
    stop({ outcome: 'done' });
  } catch (error) {
    stop({ outcome: 'failed' });
    throw error;
  }
}

async function run(deps: WorkerDeps, name: JobName, data: unknown, lastAttempt: boolean): Promise<void> {
  const handler = HANDLERS[name] as (
    deps: WorkerDeps,
    payload: unknown,
    run: { lastAttempt: boolean },
  ) => Promise<void>;
  await handler(deps, JOB_PAYLOADS[name].parse(data), { lastAttempt });
}

main().catch((error: unknown) => {
  const message =
    error instanceof ConfigError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${message}\n`);
  process.exit(1);
});
