import type { z } from 'zod';
import type { Deps } from '../deps.js';
import { openContact } from './contact.js';
import type { ResellerRow } from './reseller-model.js';
import { toReseller } from './reseller-queries.js';
import type { resellerView } from './reseller-schemas.js';

/** With its contact person: for the carrier and the reseller itself, never for the public. */
export function viewReseller(deps: Pick<Deps, 'cipher'>, row: ResellerRow): z.input<typeof resellerView> {
  const { authorisation, limits, ...reseller } = toReseller(row);
  return {
    ...reseller,
    contact: openContact(deps, row),
    authorisation: { ...authorisation },
    limits: { ...limits },
    createdAt: row.createdAt.toISOString(),
  };
}
