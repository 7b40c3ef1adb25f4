import { tail } from './log-file.js';
import { pollUntil } from './poll.js';
import { ProvisionError } from './provision-error.js';
import type { KeptService } from './keep-running.js';

/** A service that is ready to use. */
export interface Provisioned {
  readonly uri: string;
  /** Ends what was started here; a service that was already there is left alone. */
  stop(): Promise<void>;
}

/** A service that somebody else runs. */
export function external(uri: string): Provisioned {
  return { uri, stop: () => Promise.resolve() };
}

/**
 * Asks `ready` until it says yes.
 * @throws ProvisionError with the end of the log when the service ends instead, or takes longer than `withinMs`
 */
export async function untilReady(
  name: string,
  service: KeptService,
  log: string,
  withinMs: number,
  ready: () => Promise<boolean>,
): Promise<void> {
  const settled = await pollUntil(async () => service.crashes() > 1 || (await ready()), withinMs);
  if (settled && service.crashes() < 2) return;
  await service.stop();
  throw new ProvisionError(`${name} 未能启动 / did not start (log: ${log}):\n${tail(log)}`);
}
