import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import type { ApplicationRow } from './application-model.js';

/** ID numbers in full are for the claimant only (contract: *HTTP*); whoever shows them logs the access. */
export function maySeeInFull(
  deps: Pick<Deps, 'clock'>,
  application: Pick<ApplicationRow, 'claim'>,
  principal: Principal,
): boolean {
  const { claim } = application;
  return claim !== null && claim.by === principal.actorId && claim.expiresAt > deps.clock.now();
}
