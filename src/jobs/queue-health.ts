import type { Queue } from 'bullmq';
import type { Jobs } from './jobs.js';

/** Jobs looked at for the oldest one: turns are not ages, so the first is not it. */
const LOOKED_AT = 200;

export interface QueueHealth {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
  readonly paused: boolean;
  readonly workers: number;
  readonly oldestWaiting: string | null;
}

/** How each queue stands now. */
export async function queueHealth({ queues }: Pick<Jobs, 'queues'>): Promise<QueueHealth[]> {
  return Promise.all([...queues].map(([name, queue]) => healthOf(name, queue)));
}

async function healthOf(name: string, queue: Queue): Promise<QueueHealth> {
  const counts = await queue.getJobCounts('wait', 'prioritized', 'active', 'delayed', 'failed');
  const next = await queue.getJobs(['wait', 'prioritized'], 0, LOOKED_AT - 1, true);
  const oldest = next.reduce<number | null>(
    (found, { timestamp }) => (found === null ? timestamp : Math.min(found, timestamp)),
    null,
  );
  const of = (state: string) => counts[state] ?? 0;
  return {
    queue: name,
    waiting: of('wait') + of('prioritized'),
    active: of('active'),
    delayed: of('delayed'),
    failed: of('failed'),
    paused: await queue.isPaused(),
    workers: await queue.getWorkersCount(),
    oldestWaiting: oldest === null ? null : new Date(oldest).toISOString(),
  };
}
