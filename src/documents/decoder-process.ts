import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const START_MS = 30_000;

/**
 * Starts the decoder child and waits until it listens. It runs from TypeScript sources (tests, development) and from
 * `dist`. It gets no environment but PATH: no keys, no addresses of stores.
 * @throws Error when it does not start
 */
export async function startDecoder(): Promise<ChildProcess> {
  const here = fileURLToPath(import.meta.url);
  const file = here.replace(/decoder-process\.(ts|js)$/, 'decoder-child.$1');
  const loader = here.endsWith('.ts') ? ['--import', pathToFileURL(createRequire(here).resolve('tsx')).href] : [];
  const child = fork(file, [], {
    execArgv: [...loader, '--max-old-space-size=512'],
    env: { PATH: process.env['PATH'] },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const start = new AbortController();
  try {
    const exited = once(child, 'exit', { signal: start.signal }).then(() => {
      throw new Error('the decoder ended while starting');
    });
    await Promise.race([once(child, 'message', { signal: AbortSignal.timeout(START_MS) }), exited]);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    start.abort();
  }
  // An idle child must not keep the API process alive.
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
