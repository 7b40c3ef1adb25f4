import { DateTime } from 'luxon';
import type { Deps } from '../deps.js';
import { findUserById } from './user-queries.js';
import type { UserRow } from './user-model.js';

/** Contract, *Roles*: who created or reset an account cannot pair with it for a second approval for 30 days. */
const PAIRING_DAYS = 30;

/**
 * May these two give first and second approval of one application? Never the same person. In production also not when one
 * of them created the other's account or set its password within 30 days: it could have been signed in as the other.
 * An account that is unknown pairs with nobody.
 */
export async function mayPairForSecondApproval(
  deps: Pick<Deps, 'db' | 'config' | 'clock'>,
  firstUserId: string,
  secondUserId: string,
): Promise<boolean> {
  if (firstUserId === secondUserId) return false;
  if (!deps.config.production) return true;
  const first = await findUserById(deps, firstUserId);
  const second = await findUserById(deps, secondUserId);
  if (first === null || second === null) return false;
  const since = DateTime.fromJSDate(deps.clock.now()).minus({ days: PAIRING_DAYS }).toJSDate();
  return !heldBy(first, secondUserId, since) && !heldBy(second, firstUserId, since);
}

function heldBy(user: UserRow, otherId: string, since: Date): boolean {
  return user.credentialActs.some((act) => act.by === otherId && act.at > since);
}
