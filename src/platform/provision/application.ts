import { join } from 'node:path';
import { projectRoot } from '../project-root.js';
import { keepRunning, type KeptService } from './keep-running.js';
import { pollUntil } from './poll.js';
import { ProvisionError } from './provision-error.js';

const GRACE_MS = 10_000;
const READY_WITHIN_MS = 120_000;
const CRASHES_BEFORE_GIVING_UP = 3;

/** Starts API and worker; both are restarted when they crash and end with this process. */
export function startApplication(env: NodeJS.ProcessEnv): KeptService[] {
  return [
    { name: 'API', entry: join(projectRoot, 'dist', 'src', 'server.js') },
    { name: 'worker', entry: join(projectRoot, 'dist', 'workers', 'main.js') },
  ].map(({ name, entry }) =>
    keepRunning({
      name,
      program: process.execPath,
      args: ['--enable-source-maps', entry],
      cwd: projectRoot,
      env,
      graceMs: GRACE_MS,
      output: 'inherit',
    }),
  );
}

/**
 * Waits until `/readyz` answers 200.
 * @throws ProvisionError when API or worker keeps crashing, or after two minutes
 */
export async function untilApplicationReady(services: readonly KeptService[], url: string): Promise<void> {
  const hopeless = (): boolean => services.some((service) => service.crashes() >= CRASHES_BEFORE_GIVING_UP);
  const settled = await pollUntil(async () => hopeless() || (await isReady(url)), READY_WITHIN_MS, 150);
  if (settled && !hopeless()) return;
  throw new ProvisionError(
    settled
      ? '应用反复退出，已放弃 / the application keeps ending by itself; the reason is printed above.'
      : `应用未就绪 / the application was not ready within ${READY_WITHIN_MS / 1000} s: ${url}/readyz`,
  );
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).status === 200;
  } catch {
    return false;
  }
}
