import { isOwner, type Principal } from '../accounts/principal.js';
import { isOwnersOrganisation } from '../accounts/scope.js';
import type { Filer } from '../domain/application-kinds.js';
import type { ApplicationRow } from './application-model.js';

/** Who filed the application. */
export function filerOf({ resellerId }: Pick<ApplicationRow, 'resellerId'>): Filer {
  return isOwnersOrganisation(resellerId) ? 'owner' : 'reseller';
}

export function filerAs(principal: Principal): Filer {
  return isOwner(principal) ? 'owner' : 'reseller';
}

/** The reseller that answers for this application: it will serve the numbers, or filed it. Null: an owner does without. */
export function answeringReseller(row: Pick<ApplicationRow, 'resellerId' | 'toResellerId'>): string | null {
  return row.toResellerId ?? (filerOf(row) === 'owner' ? null : row.resellerId);
}
