import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const living = new Set<ChildProcessWithoutNullStreams>();

/** A process of ours that a test kills. */
export interface Life {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it has said on stderr so far. */
  readonly said: () => string;
  /** `kill -9`, and waits until it is gone. */
  readonly kill: () => Promise<void>;
}

/** Starts a script; resolves once it has said something on stdout. @throws Error when it ends before */
export async function startLife(script: string, env: NodeJS.ProcessEnv): Promise<Life> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, script)], { cwd: ROOT, env });
  living.add(child);
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const ended = once(child, 'exit').finally(() => living.delete(child));
  await Promise.race([
    once(child.stdout, 'data'),
    ended.then(() => {
      throw new Error(`the child ended by itself: ${said}`);
    }),
  ]);
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { child, said: () => said, kill };
}

/** Kills what a failed test has left. */
export function endLives(): void {
  for (const child of living) child.kill('SIGKILL');
}
