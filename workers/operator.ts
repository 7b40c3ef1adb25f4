import type { Deps } from '../src/deps.js';
import { goOnWithOperations } from '../src/operations/go-on.js';
import { keepDoing, type Loop } from './keep-doing.js';

const IDLE_MS = 1_000;

/** Runs bulk operations that were ordered, and goes on with those that a crash interrupted. */
export function keepOperating(deps: Deps): Loop {
  return keepDoing('operating', deps.logger, async () => ((await goOnWithOperations(deps)) === 0 ? IDLE_MS : 0));
}
