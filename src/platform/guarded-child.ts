import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

export interface ChildOptions {
  /** How long it may take until it says that it is ready, milliseconds. */
  readonly startMs: number;
  /** Limit of its JavaScript heap, megabytes. Native memory is watched from outside: see {@link residentBytes}. */
  readonly heapMegabytes: number;
}

/**
 * Starts a child process for native code and waits for its first message. `module` is the URL of the *starting* file, whose
 * name with `-process` replaced by `-child` is run: from TypeScript sources (tests, development) or from `dist`. It gets no
 * environment but PATH: no keys, no addresses of stores.
 * @throws Error when it does not start
 */
export async function startChild(module: string, options: ChildOptions): Promise<ChildProcess> {
  const here = fileURLToPath(module);
  const file = here.replace(/-process\.(ts|js)$/, '-child.$1');
  const loader = here.endsWith('.ts') ? ['--import', pathToFileURL(createRequire(here).resolve('tsx')).href] : [];
  const child = fork(file, [], {
    execArgv: [...loader, `--max-old-space-size=${options.heapMegabytes}`],
    env: { PATH: process.env['PATH'] },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const start = new AbortController();
  try {
    const exited = once(child, 'exit', { signal: start.signal }).then(() => {
      throw new Error(`${file} ended while starting`);
    });
    await Promise.race([once(child, 'message', { signal: AbortSignal.timeout(options.startMs) }), exited]);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    start.abort();
  }
  // An idle child must not keep its parent alive.
  child.unref();
  child.channel?.unref();
  return child;
}

/** Linux tells without starting a process; elsewhere pixel cap and wall clock must do. */
export async function residentBytes(child: ChildProcess): Promise<number | null> {
  if (child.pid === undefined || process.platform !== 'linux') return null;
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

/** Processor time that all threads of the child have used; null where the system does not tell as cheaply. */
export async function cpuMilliseconds(child: ChildProcess): Promise<number | null> {
  if (child.pid === undefined || process.platform !== 'linux') return null;
  const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '');
  // proc_pid_stat(5): the name, in brackets, may hold blanks; utime and stime are fields 14 and 15, in ticks of 10 ms.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return Number.isNaN(ticks) ? null : ticks * 10;
}

/** For the child: one in an endless loop would not notice that its parent was killed; a second thread looks after that. */
export function endWithParent(): void {
  process.on('disconnect', () => process.exit(0));
  const watch = `const parent = ${process.ppid}; setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, 500);`;
  new Worker(watch, { eval: true, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 16 } }).unref();
}
