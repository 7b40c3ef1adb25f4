import { randomUUID } from 'node:crypto';
import compression from 'compression';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import { createConsole, createLinks } from './console/serve-console.js';
import { createComplaintPages } from './complaints/complaint-pages.js';
import { createBadge } from './badge/badge-routes.js';
import { createJwks } from './credentials/credential-routes.js';
import type { Deps } from './deps.js';
import { createDocs } from './http/docs.js';
import { createGate } from './http/gate.js';
import { mountRoutes } from './http/mount.js';
import { problemHandler, sendProblem } from './http/problem.js';
import { healthRouter } from './http/health.js';
import { createJobBoard } from './jobs/job-board.js';
import { createFastLookup } from './lookup/fast-lookup.js';
import { createMarks, showHouse } from './policies/serve-marks.js';
import { createPages } from './lookup/pages.js';
import { createRdap } from './rdap/rdap-router.js';
import { allRoutes } from './routes.js';
import { createLogRouter } from './transparency/log-router.js';

/** The HTTP application: everything it needs is passed in (composition root). */
export function createApp(deps: Deps): Express {
  const { config, logger, metrics } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy(config.TRUST_PROXY));
  app.set('query parser', 'simple');
  app.use('/api/v1/lookup', createFastLookup(deps));
  app.use(
    pinoHttp({
      logger,
      genReqId: () => randomUUID(),
      // Method, route pattern and status only: paths hold numbers, queries and bodies may hold people.
      serializers: {
        req: (request: { method: string }) => ({ method: request.method }),
        res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      },
      customProps: (_request, response) => ({
        route: (response as express.Response).locals['route'] as string | undefined,
      }),
      autoLogging: {
        ignore: (request) => request.url === '/healthz' || request.url === '/readyz' || request.url === '/metrics',
      },
    }),
  );
  app.use((request, response, next) => {
    const stop = metrics.requests.startTimer({ method: request.method });
    if (typeof request.id === 'string') response.set('X-Request-Id', request.id);
    response.on('finish', () =>
      stop({ route: String(response.locals['route'] ?? 'other'), status: response.statusCode }),
    );
    next();
  });
  app.use(helmet({ strictTransportSecurity: config.production }));
  app.use(healthRouter(deps));
  const routes = allRoutes(deps);
  const gate = createGate(deps);
  app.use('/api/v1', mountRoutes(routes, gate));
  app.use('/api', (request, response) => sendProblem(request, response, 'ROUTE_NOT_FOUND'));
  app.use(createDocs(routes, config));
  app.use('/log', createLogRouter(deps));
  app.use('/jobs', createJobBoard(deps, gate));
  app.use('/rdap', createRdap(deps));
  app.use(createJwks(deps));
  app.use(createBadge(deps));
  app.use(createLinks());
  app.use('/console', createConsole());
  // Pages only: answers of the API are small, and its streams must not wait for a compressor.
  app.use(createMarks(deps));
  app.use(compression());
  app.use(showHouse(deps));
  app.use(createComplaintPages(deps));
  app.use(createPages(deps));
  app.use((request, response) => sendProblem(request, response, 'ROUTE_NOT_FOUND'));
  app.use(problemHandler(logger));
  return app;
}

/** Express takes a number of hops, a boolean, or a list of addresses. */
function trustProxy(value: string): boolean | number | string {
  if (value === '' || value === '0' || value === 'false') return false;
  return /^\d+$/.test(value) ? Number(value) : value;
}
