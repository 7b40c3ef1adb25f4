import { execFile } from 'node:child_process';

export interface Outcome {
  /** Exit code; 127 when the program could not be run, 124 when its time was up. */
  readonly code: number;
  /** stdout and stderr, in that order. */
  readonly output: string;
}

/** Runs a program to its end and keeps what it printed; never throws. */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: { timeoutMs: number; env?: NodeJS.ProcessEnv },
): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      program,
      args,
      { timeout: options.timeoutMs, env: { ...process.env, ...options.env }, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        const output = `${stdout}${stderr}`;
        if (error === null) resolve({ code: 0, output });
        else if (error.killed === true) resolve({ code: 124, output });
        else resolve({ code: typeof error.code === 'number' ? error.code : 127, output: output || error.message });
      },
    );
  });
}

/** The last line that says something: what a failed program usually ends with. */
export function lastLine(output: string): string {
  return output.trim().split('\n').at(-1)?.trim() ?? '';
}
