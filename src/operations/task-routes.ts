import { z } from 'zod';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { after, toPage } from '../http/page.js';
import { callerOf, route, type Route } from '../http/route.js';
import { idParams, idSchema, pageOf, pageQuery, timestampSchema } from '../http/schemas.js';
import { closeTask } from './close-task.js';
import { TASK_KINDS, taskModel, type TaskRow } from './task-model.js';

const taskView = z.object({
  id: idSchema,
  kind: z.enum(TASK_KINDS),
  subject: z.object({ kind: z.string(), id: z.string() }),
  facts: z.record(z.string(), z.unknown()),
  status: z.enum(['open', 'done']),
  openedAt: timestampSchema,
  closedAt: timestampSchema.nullable(),
});

export function taskRoutes(deps: Deps): Route[] {
  return [
    route({
      method: 'get',
      path: '/tasks',
      operation: 'listTasks',
      tag: 'operations',
      access: 'task.manage',
      summary: 'What waits for a person at the carrier (a contact that bounced, a calendar to fill in), newest first',
      query: z.object({ ...pageQuery, status: z.enum(['open', 'done']).default('open') }),
      replies: { 200: pageOf(taskView) },
      errors: [],
      handle: async ({ query }) => {
        const rows = await taskModel(deps.db)
          .find({ status: query.status, ...after(query) })
          .sort({ _id: -1 })
          .limit(query.limit + 1)
          .lean<TaskRow[]>();
        return { status: 200, body: toPage(rows, query, viewTask) };
      },
    }),
    route({
      method: 'post',
      path: '/tasks/:id/close',
      operation: 'closeTask',
      tag: 'operations',
      access: 'task.manage',
      summary: 'Marks a task as done',
      params: idParams,
      replies: { 200: taskView },
      errors: ['NOT_FOUND', 'WRONG_STATE'],
      handle: async (input) => {
        const task = await taskModel(deps.db).findOne({ _id: input.params.id }).lean<TaskRow>();
        if (task === null) throw new DomainError('NOT_FOUND');
        return { status: 200, body: viewTask(await closeTask(deps, callerOf(input), task)) };
      },
    }),
  ];
}

function viewTask(row: TaskRow): z.input<typeof taskView> {
  const { kind, subject, facts, status, openedAt, closedAt } = row;
  return {
    id: row._id.toHexString(),
    kind,
    subject,
    facts,
    status,
    openedAt: openedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
  };
}
