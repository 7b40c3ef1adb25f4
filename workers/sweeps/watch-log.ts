import type { Deps } from '../../src/deps.js';
import { isLogOpen } from '../../src/transparency/checkpoint-queries.js';
import { eraseOldSalts } from '../../src/transparency/erase-old-salts.js';
import { watchNumbers } from '../../src/transparency/watch-numbers.js';
import { watchTree } from '../../src/transparency/watch-tree.js';

/** A second's work at each sweep: tiles of 256 leaves, and numbers. */
const TILES = 40;
const NUMBERS = 1_000;

/** The monitor of the transparency log goes on with its two walks. */
export async function watchLog(deps: Deps): Promise<void> {
  if (!(await isLogOpen(deps))) return;
  await watchTree(deps, TILES);
  await watchNumbers(deps, NUMBERS);
  await eraseOldSalts(deps);
}
