import type { Deps } from '../src/deps.js';
import { leaseSequencer, sequenceEvents } from '../src/events/sequence-events.js';

const IDLE_MS = 250;
const WAIT_MS = 3_000;

/** Numbers events as long as this process holds the lease; the others wait to take over. */
export function keepSequencing(deps: Deps, holder: string): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const stopped = () => stopping.signal.aborted;
  const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  const loop = async () => {
    while (!stopped()) {
      try {
        const fence = await leaseSequencer(deps, holder);
        const count = fence === null ? 0 : await sequenceEvents(deps, fence);
        if (count === 0) await pause(fence === null ? WAIT_MS : IDLE_MS);
      } catch (error) {
        if (!stopped()) deps.logger.warn({ err: error }, 'sequencing failed; trying again');
        await pause(WAIT_MS);
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
