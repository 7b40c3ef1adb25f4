import { Worker, type Job } from 'bullmq';
import { JOB_PAYLOADS, QUEUE_OF, QUEUES, type JobName } from '../src/jobs/jobs.js';
import { connectRedis } from '../src/platform/redis.js';
import { HANDLERS, type WorkerDeps } from './registry.js';

/** Jobs that only read and write the database are light: several at once, whatever the cores. */
const LIGHT_CONCURRENCY = 4;

/**
 * A row of a bulk submission decodes files in a process of its own: one at a time. Webhooks mostly wait for their receivers,
 * the slow ones among them too.
 */
const OTHER_CONCURRENCY: Readonly<Record<string, number>> = {
  [QUEUE_OF['submit-bulk-row']]: 1,
  [QUEUE_OF['deliver-webhook']]: 16,
};

export interface TakeJobsOptions {
  readonly prefix: string;
  /** Documents read at once. */
  readonly concurrency: number;
}

/** Takes jobs from every queue. `close` lets running ones finish. */
export function takeJobs(deps: WorkerDeps, { prefix, concurrency }: TakeJobsOptions): { close(): Promise<void> } {
  const workers = QUEUES.map((queue) =>
    startWorker(
      deps,
      queue,
      prefix,
      { [QUEUE_OF['read-document']]: concurrency, ...OTHER_CONCURRENCY }[queue] ?? LIGHT_CONCURRENCY,
    ),
  );
  return {
    close: async () => {
      await Promise.all(workers.map(async ({ worker, disconnect }) => worker.close().finally(disconnect)));
    },
  };
}

function startWorker(
  deps: WorkerDeps,
  queue: string,
  prefix: string,
  concurrency: number,
): { worker: Worker; disconnect: () => void } {
  const connection = connectRedis(deps.config.REDIS_URL);
  connection.on('error', (error: Error) => deps.logger.warn({ err: error }, 'redis is away'));
  // A killed worker's job is taken up again when its lock ends.
  const worker = new Worker(queue, (job) => handle(deps, job), {
    connection,
    prefix,
    concurrency,
    lockDuration: 30_000,
    stalledInterval: 10_000,
    maxStalledCount: 3,
  });
  worker.on('failed', (job, error) =>
    deps.logger.warn({ job: job?.id, name: job?.name, attempt: job?.attemptsMade, err: error }, 'job failed'),
  );
  worker.on('error', (error) => deps.logger.warn({ err: error }, 'worker error'));
  return { worker, disconnect: () => connection.disconnect() };
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
