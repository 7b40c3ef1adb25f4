import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../project-root.js';

const WATCHDOG = join(projectRoot, 'src', 'cli', 'watchdog.mjs');

export interface ServiceSpec {
  /** For people: `MongoDB`, `Redis`, `API`, `worker`. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds between the request to stop and the kill. */
  readonly graceMs: number;
  /** `inherit`: what it prints reaches the console. */
  readonly output: 'inherit' | 'ignore';
}

export interface WatchedService {
  readonly exited: Promise<number>;
  /** Asks it to stop, kills it after its grace, returns when it is gone. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts a program that dies with this process, also when this process is killed with -9: a watchdog in between holds
 * a pipe to us and ends the program's whole process group at end-of-file (platform.md).
 */
export function launch(spec: ServiceSpec): WatchedService {
  const watchdog = spawn(process.execPath, [WATCHDOG, String(spec.graceMs), spec.program, ...spec.args], {
    cwd: spec.cwd,
    env: spec.env ?? process.env,
    // Its own session: a Ctrl-C in the terminal is ours to handle, not the services'.
    detached: true,
    stdio: ['pipe', spec.output, spec.output, 'pipe'],
  });
  let group: number | undefined;
  watchdog.stdio[3]?.once('data', (line: Buffer) => {
    group = Number(line.toString());
  });
  watchdog.stdin?.on('error', () => undefined);
  const exited = new Promise<number>((resolve) => {
    watchdog.once('error', () => resolve(127));
    watchdog.once('exit', (code) => {
      // Without an exit code the watchdog itself was killed, and its program must not outlive it.
      if (code === null && group !== undefined) killGroup(group);
      resolve(code ?? 137);
    });
  });
  return {
    exited,
    stop: async () => {
      watchdog.stdin?.end();
      await exited;
    },
  };
}

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
