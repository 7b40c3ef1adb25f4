import { relative } from 'node:path';
import { ConfigError, type Config } from '../config.js';
import { startApi, startWorker, untilApiReady } from '../platform/provision/application.js';
import { lockDataDir } from '../platform/provision/data-dir-lock.js';
import { demoAccounts } from '../platform/provision/demo-accounts.js';
import { whenLauncherIsGone } from '../platform/provision/launcher.js';
import { provideOcrModel } from '../platform/provision/reading-network.js';
import { ProvisionError } from '../platform/provision/provision-error.js';
import { provisionMongo } from '../platform/provision/provision-mongo.js';
import { provisionRedis } from '../platform/provision/provision-redis.js';
import { say, seconds, step } from '../platform/provision/say.js';
import { dataDirOf, startSettings } from '../platform/provision/start-settings.js';

/** What must be undone, first in first: each entry stops a group of things together. */
const stopping: (() => Promise<unknown>)[] = [];
let stopped: Promise<void> | undefined;

await run().catch(async (error: unknown) => {
  if (!(error instanceof ProvisionError || error instanceof ConfigError)) throw error;
  process.stderr.write(`✗ ${error.message}\n`);
  await stop();
  process.exit(1);
});

/** `npm start`: provides MongoDB and Redis, runs API and worker, prints where it is; Ctrl-C stops all of it. */
async function run(): Promise<void> {
  const started = performance.now();
  // npm passes on a signal that the terminal sent already: repeated ones change nothing.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stopAndExit());
  whenLauncherIsGone(() => void stopAndExit());

  const dataDir = dataDirOf(process.env);
  const unlock = lockDataDir(dataDir);
  process.once('exit', unlock);
  const { env, config } = await startSettings(process.env);

  const model = provideOcrModel();
  const [mongo, redis] = await Promise.all([
    step('MongoDB 已就绪 / MongoDB is ready', () => provisionMongo(dataDir, env.MONGODB_URI)),
    step('Redis 已就绪 / Redis is ready', () => provisionRedis(dataDir, env.REDIS_URL)),
  ]);
  stopping.unshift(() => Promise.all([mongo.stop(), redis.stop()]));

  const complete = { ...env, MONGODB_URI: mongo.uri, REDIS_URL: redis.uri };
  const api = startApi(complete);
  const services = [api];
  stopping.unshift(() => Promise.all(services.map((service) => service.stop())));
  await untilApiReady(api, localUrl(config));
  await model;
  // The worker loads its OCR models only now: on two cores it would hold up the API, and jobs can wait in the queue.
  if (stopped === undefined) services.push(startWorker(complete));
  console.log(`✓ 已就绪 / ready: ${config.BASE_URL}  (${seconds(started)} s)`);
  console.log(`  接口文档 / API documentation: ${config.BASE_URL}/docs`);
  if (config.DEMO) await printDemoAccounts(dataDir);
  console.log('  按 Ctrl-C 停止 / Ctrl-C stops everything');
}

async function printDemoAccounts(dataDir: string): Promise<void> {
  const accounts = await demoAccounts(dataDir);
  if (accounts.length === 0) return;
  console.log(`  演示账号 / demo accounts (${relative(process.cwd(), dataDir) || '.'}/demo-accounts.json):`);
  const width = (texts: string[]): number => Math.max(...texts.map((text) => text.length));
  const [roles, emails] = [width(accounts.map(({ role }) => role)), width(accounts.map(({ email }) => email))];
  for (const { role, email, password } of accounts) {
    console.log(`    ${role.padEnd(roles)}  ${email.padEnd(emails)}  ${password}`);
  }
}

/** Where this machine reaches the API: an address that means "all" is no address to connect to. */
function localUrl({ HOST, PORT }: Config): string {
  const host = { '0.0.0.0': '127.0.0.1', '::': '[::1]', '::1': '[::1]' }[HOST] ?? HOST;
  return `http://${host}:${PORT}`;
}

async function stopAndExit(): Promise<void> {
  await stop();
  process.exit(0);
}

function stop(): Promise<void> {
  stopped ??= (async () => {
    if (stopping.length === 0) return;
    say('正在停止 / stopping');
    for (const part of stopping) await part();
    say('已停止 / stopped');
  })();
  return stopped;
}
