import type { Deps } from '../src/deps.js';
import { leaseSequencer, sequenceEvents } from '../src/events/sequence-events.js';
import { appendLeaves } from '../src/transparency/append-leaves.js';
import type { LogSigner } from '../src/transparency/log-identity.js';
import { queueLeaves } from '../src/transparency/queue-leaves.js';
import { repairProofs } from '../src/transparency/repair-proofs.js';

const IDLE_MS = 200;
const WAIT_MS = 3_000;
const FULL_BATCH = 256;
/** Batches of one kind in a row: bounded, so that no backlog of one keeps the others waiting past the lease. */
const MOST_ROUNDS = 20;

type SequencerDeps = Pick<Deps, 'db' | 'config' | 'clock' | 'logger'>;

/** Numbers events and logs them as long as this process holds the lease; the others wait to take over. */
export function keepSequencing(deps: SequencerDeps, signer: LogSigner, holder: string): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const stopped = () => stopping.signal.aborted;
  const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  const loop = async () => {
    let repaired: number | null = null;
    while (!stopped()) {
      try {
        const fence = await leaseSequencer(deps, holder);
        if (fence !== null && fence !== repaired) {
          await repairProofs(deps);
          repaired = fence;
        }
        const count = fence === null ? 0 : await sequenceOnce(deps, signer, fence);
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

/**
 * One round: number events, note what may become leaves, log it. Each step takes what waits before the next begins, so that
 * a leaf knows of all later events of its number. @returns how much was done
 */
export async function sequenceOnce(
  deps: Pick<Deps, 'db' | 'config' | 'clock'>,
  signer: LogSigner,
  fence: number,
): Promise<number> {
  const numbered = await whileFull(() => sequenceEvents(deps, fence));
  const queued = await whileFull(() => queueLeaves(deps, fence));
  const logged = await whileFull(() => appendLeaves(deps, signer, fence));
  return numbered + queued + logged;
}

async function whileFull(step: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const count = await step();
    total += count;
    if (count < FULL_BATCH) break;
  }
  return total;
}
