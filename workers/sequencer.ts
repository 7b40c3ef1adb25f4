import type { Deps } from '../src/deps.js';
import { leaseSequencer, sequenceEvents } from '../src/events/sequence-events.js';
import { appendLeaves } from '../src/transparency/append-leaves.js';
import type { LogSigner } from '../src/transparency/log-identity.js';
import { queueLeaves } from '../src/transparency/queue-leaves.js';
import { repairRecentProofs } from '../src/transparency/repair-proofs.js';
import { keepDoing, type Loop } from './keep-doing.js';

const IDLE_MS = 200;
const WAIT_MS = 3_000;
const FULL_BATCH = 256;
/** Batches of one kind in a row: bounded, so that no backlog of one keeps the others waiting past the lease. */
const MOST_ROUNDS = 20;

type SequencerDeps = Pick<Deps, 'db' | 'config' | 'clock' | 'logger'>;

/** Numbers events and logs them as long as this process holds the lease; the others wait to take over. */
export function keepSequencing(deps: SequencerDeps, signer: LogSigner, holder: string): Loop {
  let repaired: number | null = null;
  return keepDoing('sequencing', deps.logger, async () => {
    const fence = await leaseSequencer(deps, holder);
    if (fence === null) return WAIT_MS;
    if (fence !== repaired) {
      await repairRecentProofs(deps);
      repaired = fence;
    }
    return (await sequenceOnce(deps, signer, fence)) === 0 ? IDLE_MS : 0;
  });
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
