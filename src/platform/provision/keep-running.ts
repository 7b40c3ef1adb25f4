import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.js';
import { launch, type ServiceSpec, type WatchedService } from './watched-service.js';

const LONGEST_PAUSE_MS = 30_000;
/** Who ran this long is taken to have recovered. */
const HEALTHY_AFTER_MS = 60_000;

export interface KeptService {
  /** Crashes in a row since it last ran for a minute. */
  crashes(): number;
  /** The exit code of the last crash. */
  lastCode(): number | undefined;
  stop(): Promise<void>;
}

/** Runs a service and starts it again when it ends by itself, after 0.5 s, 1 s, 2 s … at most 30 s. */
export function keepRunning(spec: ServiceSpec): KeptService {
  const stopping = new AbortController();
  let crashes = 0;
  let lastCode: number | undefined;
  let current = start();

  function start(): WatchedService {
    const service = launch(spec);
    const started = performance.now();
    void service.exited.then(async (code) => {
      if (stopping.signal.aborted) return;
      lastCode = code;
      crashes = performance.now() - started > HEALTHY_AFTER_MS ? 1 : crashes + 1;
      const pause = Math.min(250 * 2 ** crashes, LONGEST_PAUSE_MS);
      say(
        `${spec.name} 意外退出，${pause / 1000} 秒后重启 / ended by itself (code ${code}), again in ${pause / 1000} s`,
      );
      const waited = await sleep(pause, true, { signal: stopping.signal }).catch(() => false);
      if (waited) current = start();
    });
    return service;
  }

  return {
    crashes: () => crashes,
    lastCode: () => lastCode,
    stop: async () => {
      stopping.abort();
      await current.stop();
    },
  };
}
