import { isOwner, isReseller, type Principal } from '../accounts/principal.js';
import { entitiesSharingPeople } from '../applications/application-queries.js';
import type { z } from 'zod';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { CAPPED_STATUSES, CARRIERS } from '../domain/number-status.js';
import { entityTypeOf } from '../domain/uscc.js';
import type { NumberRow } from '../registry/number-model.js';
import { numbersOfEntity } from '../registry/number-queries.js';
import { findEntityRow } from './entity-queries.js';
import type { entityView } from './entity-schemas.js';

/** An entity as the caller may see it. */
export interface FoundEntity {
  readonly uscc: string;
  readonly numbers: readonly NumberRow[];
}

/**
 * Staff find every entity (numbers of their carriers), a reseller those it serves, an owner its own.
 * @throws DomainError NOT_FOUND
 */
export async function findEntity(deps: Deps, principal: Principal, uscc: string): Promise<FoundEntity> {
  if (isOwner(principal) && principal.uscc !== uscc) throw new DomainError('NOT_FOUND');
  const all = await numbersOfEntity(deps, uscc);
  const numbers = all.filter(
    (row) =>
      (!isReseller(principal) || row.resellerId === principal.resellerId) &&
      (principal.carriers === null || principal.carriers.includes(row.carrier)),
  );
  const known = numbers.length > 0 || (!isReseller(principal) && (await findEntityRow(deps, uscc)) !== null);
  if (!known) throw new DomainError('NOT_FOUND');
  return { uscc, numbers };
}

export async function viewEntity(
  deps: Deps,
  principal: Principal,
  { uscc, numbers }: FoundEntity,
): Promise<z.input<typeof entityView>> {
  const row = await findEntityRow(deps, uscc);
  const staff = !isReseller(principal) && !isOwner(principal);
  return {
    uscc,
    name: row?.name ?? null,
    entityType: row?.entityType ?? entityTypeOf(uscc),
    province: row?.province ?? null,
    city: row?.city ?? null,
    names: (row?.names ?? []).map(({ name, since }) => ({ name, since: since.toISOString() })),
    verified: row?.verified ?? null,
    mergedInto: row?.mergedInto ?? null,
    numbers: numbers.map(({ _id, status, carrier, resellerId }) => ({ number: _id, status, carrier, resellerId })),
    // What other resellers serve is not one reseller's business.
    caps: isReseller(principal) ? null : CARRIERS.flatMap((carrier) => capOf(deps, numbers, carrier)),
    otherEntitiesOfItsPeople: staff ? await entitiesSharingPeople(deps, uscc) : null,
  };
}

function capOf(deps: Pick<Deps, 'policy'>, numbers: readonly NumberRow[], carrier: (typeof CARRIERS)[number]) {
  const held = numbers.filter((row) => row.carrier === carrier && CAPPED_STATUSES.includes(row.status)).length;
  return held === 0 ? [] : [{ carrier, held, cap: deps.policy.maxNumbersPerEntityPerCarrier }];
}
