import { timingSafeEqual } from 'node:crypto';
import express, { type Request, type Router } from 'express';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { countOpenStops } from '../registry/emergency-stop-queries.js';
import { countLogFaults } from '../transparency/log-alarm.js';

const PROBE_MS = 3_000;

/** `/healthz` says that the process lives, `/readyz` that it can serve, `/metrics` how it does (contract: *HTTP*). */
export function healthRouter(deps: Deps): Router {
  const router = express.Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const checks = {
      mongodb: await works(() => pingMongo(deps)),
      redis: await works(() => deps.redis.ping()),
      storage: await works(() => deps.files.check()),
    };
    const ready = Object.values(checks).every((check) => check);
    response
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? 'ready' : 'not_ready', checks });
  });
  router.get('/metrics', async (request, response) => {
    if (!mayReadMetrics(request, deps.config.METRICS_TOKEN)) throw new DomainError('FORBIDDEN');
    for (const [name, queue] of deps.jobs.queues) {
      for (const [state, count] of Object.entries(await queue.getJobCounts()))
        deps.metrics.queueDepth.set({ queue: name, state }, count);
    }
    for (const [status, count] of Object.entries(await countOpenStops(deps)))
      deps.metrics.emergencyStops.set({ status }, count);
    deps.metrics.logFaults.set(await countLogFaults(deps));
    response.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics());
  });
  return router;
}

async function pingMongo(deps: Deps): Promise<void> {
  await deps.db.db?.admin().ping();
}

/** A probe that hangs is a probe that fails. */
async function works(probe: () => Promise<unknown>): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), PROBE_MS).unref());
  return Promise.race([
    late,
    probe().then(
      () => true,
      () => false,
    ),
  ]);
}

/** From this machine, or with the token. A proxied request is never local. */
function mayReadMetrics(request: Request, token: string | undefined): boolean {
  const local = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '');
  if (local && request.get('x-forwarded-for') === undefined) return true;
  const given = Buffer.from(request.get('authorization') ?? '');
  const expected = Buffer.from(`Bearer ${token ?? ''}`);
  return token !== undefined && given.length === expected.length && timingSafeEqual(given, expected);
}
