import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../src/platform/logger.js';

const AFTER_ERROR_MS = 3_000;

export interface Loop {
  stop(): Promise<void>;
}

/**
 * Does `work` again and again until stopped.
 * @param work answers how many milliseconds to wait; 0 when there is more to do
 */
export function keepDoing(name: string, logger: Logger, work: () => Promise<number>): Loop {
  const stopping = new AbortController();
  const stopped = () => stopping.signal.aborted;
  const pause = (milliseconds: number) =>
    sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
  const loop = async () => {
    while (!stopped()) {
      try {
        const wait = await work();
        if (wait > 0) await pause(wait);
      } catch (error) {
        if (!stopped()) logger.warn({ err: error }, `${name} failed; trying again`);
        await pause(AFTER_ERROR_MS);
      }
    }
  };
  const running = loop();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
