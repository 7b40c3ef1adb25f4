import { readFileSync, realpathSync } from 'node:fs';
import { pollUntil } from './poll.js';
import { processIdentity, workingDirectoryOf } from './process-identity.js';
import { ProvisionError } from './provision-error.js';

const PATIENCE_MS = 20_000;

/**
 * After a `kill -9` the servers of the earlier start need a moment to end under their watchdogs; until then they hold
 * port and files. Waits until the server named by its pid file no longer runs in its folder.
 * @throws ProvisionError when it does not end: then it is not ours to kill
 */
export async function awaitPredecessor(name: string, pidFile: string, folder: string): Promise<void> {
  const pid = readPid(pidFile);
  if (pid === undefined || (await pollUntil(() => !runsIn(pid, folder), PATIENCE_MS, 100))) return;
  throw new ProvisionError(`${name} 仍在运行 / still runs on these data, stop it first: process ${pid} (${folder})`);
}

function runsIn(pid: number, folder: string): boolean {
  return (
    processIdentity(pid) !== undefined &&
    (process.platform !== 'linux' || workingDirectoryOf(pid) === realpathSync(folder))
  );
}

function readPid(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}
