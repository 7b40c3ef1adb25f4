import { z } from 'zod';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { route, type Route } from '../http/route.js';
import { timestampSchema } from '../http/schemas.js';
import { QUEUES } from './jobs.js';
import { queueHealth } from './queue-health.js';

const queueName = z.enum(QUEUES as [string, ...string[]]);
const jobView = z.object({
  id: z.string(),
  queue: queueName,
  name: z.string(),
  attempts: z.number(),
  failedReason: z.string(),
  failedAt: z.string().nullable(),
});
const retryParams = z.object({
  queue: queueName,
  id: z.string().regex(/^[\w-]{1,120}$/),
});

const queueView = z
  .object({
    queue: queueName,
    waiting: z.number().int().meta({ description: 'ready, whatever their turn' }),
    active: z.number().int(),
    delayed: z.number().int().meta({ description: 'to be tried again, or due later' }),
    failed: z.number().int().meta({ description: 'gave up; `retry` runs one again' }),
    paused: z.boolean(),
    workers: z.number().int().meta({ description: 'processes that take jobs of it now' }),
    oldestWaiting: timestampSchema.nullable().meta({ description: 'of the next two hundred in turn' }),
  })
  .meta({ id: 'QueueHealth' });
export const queueList = z.object({ items: z.array(queueView), nextCursor: z.null() });

/** Dead jobs, visible and retriable. Payloads hold ids only, so nothing personal shows. */
export function jobRoutes(deps: Deps): Route[] {
  return [
    route({
      method: 'get',
      path: '/jobs/queues',
      operation: 'listQueues',
      tag: 'jobs',
      access: 'job.manage',
      summary: 'How many jobs of each queue wait, run, or gave up, and who takes them',
      replies: { 200: queueList },
      errors: ['UNAVAILABLE'],
      handle: async () => ({ status: 200, body: { items: await queueHealth(deps.jobs), nextCursor: null } }),
    }),
    route({
      method: 'get',
      path: '/jobs/failed',
      operation: 'listFailedJobs',
      tag: 'jobs',
      access: 'job.manage',
      summary: 'Jobs that gave up',
      replies: { 200: z.object({ items: z.array(jobView), nextCursor: z.null() }) },
      errors: [],
      handle: async () => {
        const items = [];
        for (const [queue, handle] of deps.jobs.queues) {
          for (const job of await handle.getFailed(0, 99)) {
            const failedAt = job.finishedOn === undefined ? null : new Date(job.finishedOn).toISOString();
            items.push({
              id: job.id ?? '',
              queue,
              name: job.name,
              attempts: job.attemptsMade,
              failedReason: job.failedReason,
              failedAt,
            });
          }
        }
        return { status: 200, body: { items, nextCursor: null } };
      },
    }),
    route({
      method: 'post',
      path: '/jobs/:queue/:id/retry',
      operation: 'retryJob',
      tag: 'jobs',
      access: 'job.manage',
      summary: 'Runs a dead job again',
      params: retryParams,
      replies: { 202: null },
      errors: ['NOT_FOUND', 'WRONG_STATE'],
      handle: async ({ params }) => {
        const job = await deps.jobs.queues.get(params.queue)?.getJob(params.id);
        if (job === undefined) throw new DomainError('NOT_FOUND');
        if (!(await job.isFailed()))
          throw new DomainError('WRONG_STATE', { members: { from: await job.getState(), allowed: ['failed'] } });
        await job.retry();
        return { status: 202 };
      },
    }),
  ];
}
