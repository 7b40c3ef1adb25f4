import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { openHolds } from '../registry/hold-queries.js';
import { liftHold } from '../registry/lift-hold.js';
import type { NumberRow } from '../registry/number-model.js';
import { placeHold } from '../registry/place-hold.js';

const NOTHING = { remedy: null, documentsRequired: [], expectedRecovery: null } as const;

/** The owner asks for a stop (停机保号): the number stays its own. @throws DomainError NUMBER_NOT_WORKING | WRONG_STATE (asked already) */
export async function stopNumber(deps: Deps, principal: Principal, number: string, reason: string): Promise<NumberRow> {
  if ((await ownStops(deps, number)).length > 0) throw new DomainError('WRONG_STATE');
  const hold = { ...NOTHING, documentsRequired: [], kind: 'owner_request' as const, reason };
  return (await placeHold(deps, principal, number, hold)).row;
}

/** The owner ends its own stop; other reasons to be suspended stay. @throws DomainError NUMBER_NOT_SUSPENDED (it asked for none) */
export async function resumeNumber(deps: Deps, principal: Principal, number: string): Promise<NumberRow> {
  let row: NumberRow | null = null;
  for (const hold of await ownStops(deps, number))
    ({ row } = await liftHold(deps, principal, number, hold._id.toHexString()));
  if (row === null) throw new DomainError('NUMBER_NOT_SUSPENDED', { members: { number } });
  return row;
}

async function ownStops(deps: Deps, number: string) {
  return (await openHolds(deps, number)).filter(({ kind }) => kind === 'owner_request');
}
