import type { Deps } from '../src/deps.js';
import { makeDeliveries } from '../src/webhooks/make-deliveries.js';
import { wakeWebhooks } from '../src/webhooks/wake-webhooks.js';
import { keepDoing, type Loop } from './keep-doing.js';

const IDLE_MS = 1_000;

/** Makes messages of events and wakes the webhooks that have some due. Every worker may do so: neither half minds a twin. */
export function keepWakingWebhooks(deps: Deps): Loop {
  return keepDoing('waking webhooks', deps.logger, async () => {
    const made = await makeDeliveries(deps);
    await wakeWebhooks(deps);
    return made === 0 ? IDLE_MS : 0;
  });
}
