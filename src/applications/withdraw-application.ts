import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { actorOf } from '../events/record-event.js';
import { inTransaction } from '../platform/mongo.js';
import type { ApplicationRow } from './application-model.js';
import { loadApplication } from './application-queries.js';
import { endApplication } from './end-application.js';
import { requireState } from './move-application.js';

/**
 * Takes an application back. Who lost a race is told the state it is in now, not only that there was one.
 * @throws DomainError WRONG_STATE | CONFLICT (it changed meanwhile, and could still be withdrawn)
 */
export async function withdrawApplication(
  deps: Deps,
  principal: Principal | null,
  application: ApplicationRow,
): Promise<ApplicationRow> {
  try {
    return await inTransaction(deps.db, () => endApplication(deps, application, 'withdraw', actorOf(principal)));
  } catch (error) {
    const lost = error instanceof DomainError && error.code === 'CONFLICT';
    const now = lost ? await loadApplication(deps, application._id.toHexString()) : null;
    if (now !== null) requireState(now, 'withdraw');
    throw error;
  }
}
