import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { createBlock } from '../registry/create-block.js';
import { DEMO_BLOCKS } from './cast.js';

/** Opens the demo's number blocks of the carriers that this installation serves; one that is there already is left alone. */
export async function seedBlocks(deps: Deps, admin: Principal): Promise<void> {
  for (const block of DEMO_BLOCKS.filter(({ carrier }) => deps.config.CARRIERS.includes(carrier))) {
    try {
      await createBlock(deps, admin, block);
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'BLOCK_OVERLAPS')) throw error;
    }
  }
}
