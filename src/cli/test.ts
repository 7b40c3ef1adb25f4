import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentSchema } from '../config.js';
import { projectRoot } from '../platform/project-root.js';
import { provideChromium } from '../platform/provision/browser.js';
import { whenLauncherIsGone } from '../platform/provision/launcher.js';
import { provideOcrModel } from '../platform/provision/reading-network.js';
import { ProvisionError } from '../platform/provision/provision-error.js';
import { provisionMongo } from '../platform/provision/provision-mongo.js';
import { provisionRedis } from '../platform/provision/provision-redis.js';
import { step } from '../platform/provision/say.js';
import { launch } from '../platform/provision/watched-service.js';
import { readTestReport, summaryLine } from './test-report.js';

const folder = mkdtempSync(join(tmpdir(), 'registry-400-test-'));
const stopping: (() => Promise<unknown>)[] = [];

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void finish(130));
whenLauncherIsGone(() => void finish(130));
await run().then(finish, async (error: unknown) => {
  process.stderr.write(`✗ ${error instanceof ProvisionError ? error.message : String(error)}\n`);
  console.log(summaryLine({ passed: 0, failed: 1, skipped: 0 }));
  await finish(1);
});

/** `npm test`: throw-away MongoDB and Redis, a browser, then every test; arguments go to vitest. Answers the exit code. */
async function run(): Promise<number> {
  const [mongo, redis] = await Promise.all([
    step('MongoDB 已就绪 / MongoDB is ready', () => provisionMongo(folder, undefined)),
    step('Redis 已就绪 / Redis is ready', () => provisionRedis(folder, undefined)),
    provideOcrModel(),
  ]);
  stopping.push(() => Promise.all([mongo.stop(), redis.stop()]));
  const chromium = await provideChromium();

  const reportFile = join(folder, 'report.json');
  const vitest = launch({
    name: 'vitest',
    program: process.execPath,
    args: [
      join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
      ...process.argv.slice(2),
    ],
    cwd: projectRoot,
    env: {
      ...withoutConfiguration(process.env),
      NODE_ENV: 'test',
      MONGODB_URI: mongo.uri,
      REDIS_URL: redis.uri,
      ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }),
    },
    graceMs: 5_000,
    output: 'inherit',
  });
  stopping.unshift(() => vitest.stop());
  const code = await vitest.exited;
  const report = readTestReport(reportFile, code);
  for (const fault of report.faults) console.log(fault);
  console.log(summaryLine(report));
  return report.failed > 0 ? 1 : 0;
}

/** A shell that works against real data must not lend its settings to the tests (platform.md). */
function withoutConfiguration(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const settings = new Set(Object.keys(environmentSchema.shape));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !settings.has(name)));
}

async function finish(code: number): Promise<void> {
  for (const part of stopping.splice(0)) await part();
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}
