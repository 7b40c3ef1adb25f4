import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Deps } from '../../src/deps.js';
import { leaseSequencer } from '../../src/events/sequence-events.js';
import { problemHandler } from '../../src/http/problem.js';
import { openLog } from '../../src/transparency/log-identity.js';
import { createLogRouter } from '../../src/transparency/log-router.js';
import { sequenceOnce } from '../../workers/sequencer.js';

/** Numbers and logs everything that waits, as the leased sequencer does. */
export async function logEverything(deps: Deps): Promise<void> {
  const signer = await openLog(deps);
  const fence = await leaseSequencer(deps, 'test');
  if (fence === null) throw new Error('somebody else holds the lease');
  while ((await sequenceOnce(deps, signer, fence)) > 0);
}

/** The log over HTTP on a port of its own, for clients from outside. */
export async function serveLog(deps: Deps): Promise<{ url: string; close: () => Promise<void> }> {
  const app = express();
  app.use('/log', createLogRouter(deps));
  app.use(problemHandler(deps.logger));
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
