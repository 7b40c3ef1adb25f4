import { createServer } from 'node:http';
import { bootstrapAdmin } from './accounts/bootstrap-admin.js';
import { createApp } from './app.js';
import { ConfigError, loadConfig } from './config.js';
import { seedDemo } from './demo/seed-demo.js';
import { ensureIndexes } from './models.js';
import { openDeps } from './platform/open-deps.js';
import { openLog } from './transparency/log-identity.js';

const STOP_MS = 8_000;

/** API entry: opens what it needs, listens, and stops gracefully on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const deps = await openDeps(config);
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

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    const late = setTimeout(() => process.exit(1), STOP_MS + 2_000);
    late.unref();
    setTimeout(() => server.closeAllConnections(), STOP_MS).unref();
    server.closeIdleConnections();
    server.close(() => {
      deps.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
    void deps.feed.close();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  const message =
    error instanceof ConfigError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${message}\n`);
  process.exit(1);
});
