import type { z } from 'zod';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { findReseller } from '../resellers/reseller-queries.js';
import { findApiKey } from './api-key-queries.js';
import { actionsOf } from './permissions.js';
import type { Principal } from './principal.js';
import type { meReply } from './session-schemas.js';
import { ROLE_TITLES } from './role-titles.js';
import { findSession } from './session-store.js';
import { findUserById } from './user-queries.js';
import { houseOf } from '../policies/house.js';
import { isSetupOpen } from '../setup/setup-queries.js';
import { viewUser } from './user-view.js';

/**
 * Who the caller is and what it may do; a page that was reloaded finds its CSRF token here again.
 * @param token the session's, null for an API key
 * @throws DomainError UNAUTHENTICATED | UNAVAILABLE
 */
export async function viewMe(deps: Deps, principal: Principal, token: string | null): Promise<z.input<typeof meReply>> {
  const { kind, role, resellerId } = principal;
  const user = kind === 'user' ? await findUserById(deps, principal.actorId) : null;
  const key = kind === 'key' ? await findApiKey(deps, principal, principal.actorId) : null;
  if (user === null && key === null) throw new DomainError('UNAUTHENTICATED');
  const reseller = resellerId === null ? null : await findReseller(deps, resellerId);
  const session = user === null || token === null ? null : await findSession(deps, token);
  const house = houseOf(deps.policy);
  return {
    // A link never gets here: the gate knows sessions and keys only.
    kind: kind === 'key' ? 'key' : 'user',
    role,
    user: user === null ? null : viewUser(deps, user),
    apiKey: key === null ? null : { id: key._id.toHexString(), name: key.name },
    reseller: reseller === null ? null : { id: reseller.id, name: reseller.name, status: reseller.status },
    entity: principal.uscc === undefined ? null : { uscc: principal.uscc },
    roleTitle: ROLE_TITLES[deps.config.MODE][role],
    installation: {
      mode: deps.config.MODE,
      carriers: deps.config.CARRIERS,
      name: house.name,
      mark: house.mark,
      setupOpen: role === 'carrier_admin' && (await isSetupOpen(deps)),
      industries: industriesOf(deps.policy),
      returnDays: deps.policy.returnDays,
    },
    permissions: actionsOf(role),
    csrfToken: session?.csrf ?? null,
  };
}

function industriesOf({ industries }: Deps['policy']): z.input<typeof meReply>['installation']['industries'] {
  return Object.fromEntries(
    Object.entries(industries).flatMap(([code, rule]) => (rule === undefined ? [] : [[code, rule]])),
  );
}
