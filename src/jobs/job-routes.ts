import { z } from 'zod';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { route, type Route } from '../http/route.js';
import { QUEUES } from './jobs.js';

const jobView = z.object({
  id: z.string(),
  queue: z.string(),
  name: z.string(),
  attempts: z.number(),
  failedReason: z.string(),
  failedAt: z.string().nullable(),
});
const retryParams = z.object({
  queue: z.enum(QUEUES as [string, ...string[]]),
  id: z.string().regex(/^[\w-]{1,120}$/),
});

/** Dead jobs, visible and retriable. Payloads hold ids only, so nothing personal shows. */
export function jobRoutes(deps: Deps): Route[] {
  return [
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
