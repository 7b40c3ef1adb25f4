import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import express, { type Router } from 'express';
import { may } from '../accounts/permissions.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import type { Gate } from '../http/mount.js';

/** bull-board at `/jobs`, for carrier administrators, read only: retrying goes through the API, which knows CSRF. */
export function createJobBoard(deps: Deps, gate: Gate): Router {
  const adapter = new ExpressAdapter();
  adapter.setBasePath('/jobs');
  createBullBoard({
    queues: [...deps.jobs.queues.values()].map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: adapter,
  });
  const router = express.Router();
  router.use(async (request, response, next) => {
    const principal = await gate.authenticate(request);
    if (principal === null) throw new DomainError('UNAUTHENTICATED');
    if (principal.mustChangePassword) throw new DomainError('PASSWORD_CHANGE_REQUIRED');
    if (!may(principal, 'job.manage')) throw new DomainError('FORBIDDEN');
    // The board's page carries inline styles of its own.
    response.removeHeader('Content-Security-Policy');
    next();
  });
  router.use(adapter.getRouter() as express.RequestHandler);
  return router;
}
