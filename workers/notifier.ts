import type { Deps } from '../src/deps.js';
import { deliverNotices } from '../src/notices/deliver-notices.js';
import { makeNotices } from '../src/notices/make-notices.js';
import { openChannels } from '../src/notices/open-channels.js';
import { keepDoing, type Loop } from './keep-doing.js';

const IDLE_MS = 1_000;

/** Makes notices of events and delivers them. Every worker may do so: neither half minds a twin. */
export function keepNotifying(deps: Deps): Loop {
  const channels = openChannels(deps.config);
  const loop = keepDoing('notifying', deps.logger, async () => {
    const made = await makeNotices(deps);
    const delivered = await deliverNotices(deps, channels);
    return made + delivered === 0 ? IDLE_MS : 0;
  });
  return {
    stop: () =>
      loop.stop().finally(() => {
        channels.sms?.close();
        channels.email?.close();
      }),
  };
}
