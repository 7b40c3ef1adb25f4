import { join } from 'node:path';
import { projectRoot } from '../project-root.js';
import { keepRunning, type KeptService } from './keep-running.js';
import { pollUntil } from './poll.js';
import { ProvisionError } from './provision-error.js';

const GRACE_MS = 10_000;
const READY_WITHIN_MS = 120_000;
const CRASHES_BEFORE_GIVING_UP = 3;

/** Starts the API; it is restarted when it crashes and ends with this process, as every service here. */
export function startApi(env: NodeJS.ProcessEnv): KeptService {
  return startNode('API', join('dist', 'src', 'server.js'), env);
}

export function startWorker(env: NodeJS.ProcessEnv): KeptService {
  return startNode('worker', join('dist', 'workers', 'main.js'), env);
}

function startNode(name: string, entry: string, env: NodeJS.ProcessEnv): KeptService {
  return keepRunning({
    name,
    program: process.execPath,
    args: ['--enable-source-maps', join(projectRoot, entry)],
    cwd: projectRoot,
    env,
    graceMs: GRACE_MS,
    output: 'inherit',
  });
}

/**
 * Waits until `/readyz` answers 200.
 * @throws ProvisionError when the API keeps crashing, or after two minutes
 */
export async function untilApiReady(api: KeptService, url: string): Promise<void> {
  const hopeless = (): boolean => api.crashes() >= CRASHES_BEFORE_GIVING_UP;
  const settled = await pollUntil(async () => hopeless() || (await isReady(url)), READY_WITHIN_MS, 150);
  if (settled && !hopeless()) return;
  throw new ProvisionError(
    settled
      ? 'API 反复退出，已放弃 / the API keeps ending by itself; the reason is printed above.'
      : `API 未就绪 / the API was not ready within ${READY_WITHIN_MS / 1000} s: ${url}/readyz`,
  );
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).status === 200;
  } catch {
    return false;
  }
}
