/** One plain line for the person at the console; stdout stays free for what a command answers with. */
export function say(text: string): void {
  process.stderr.write(`• ${text}\n`);
}

/**
 * Does one step of a set-up and says so with the time it took.
 * @param what Chinese and English, e.g. `正在启动 MongoDB / starting MongoDB`
 */
export async function step<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  const result = await work();
  say(`${what} (${seconds(started)} s)`);
  return result;
}

/** Seconds since `started` (a `performance.now()`), one decimal. */
export function seconds(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1);
}
