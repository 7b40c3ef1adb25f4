import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until the answer is yes; false when `withinMs` passed without one. */
export async function pollUntil(
  condition: () => boolean | Promise<boolean>,
  withinMs: number,
  pauseMs = 50,
): Promise<boolean> {
  const started = performance.now();
  for (;;) {
    if (await condition()) return true;
    if (performance.now() - started > withinMs) return false;
    await sleep(pauseMs);
  }
}
