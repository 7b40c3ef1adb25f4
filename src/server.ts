import { createServer } from 'node:http';
import { bootstrapAdmin } from './accounts/bootstrap-admin.js';
import { createApp } from './app.js';
import { loadConfig } from './config.js';
import { seedDemo } from './demo/seed-demo.js';
import { ensureIndexes } from './models.js';
import { refuseHalfRestored } from './operations/backup/restore-mark.js';
import { openDeps } from './platform/open-deps.js';
import { runEntry } from './platform/run-entry.js';
import { openLog } from './transparency/log-identity.js';

const STOP_MS = 8_000;

/** API entry: opens what it needs, listens, and stops when what is under way is answered. */
async function main(): Promise<() => Promise<void>> {
  const config = loadConfig(process.env);
  const deps = await openDeps(config);
  await refuseHalfRestored(deps.db);
  const app = createApp(deps);
  await ensureIndexes(deps.db);
  await openLog(deps);
  await bootstrapAdmin(deps);
  const server = createServer(app);
  // Longer than a load balancer's own, so that it never reuses a connection that has just been closed.
  server.keepAliveTimeout = 65_000;
  server.requestTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.PORT, config.HOST, resolve);
  });
  deps.logger.info({ port: config.PORT, host: config.HOST }, 'listening');
  if (config.DEMO) await seedDemo(deps);

  return async () => {
    setTimeout(() => process.exit(1), STOP_MS + 2_000).unref();
    setTimeout(() => server.closeAllConnections(), STOP_MS).unref();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    void deps.feed.close();
    await closed;
    await deps.close();
  };
}

runEntry(main);
