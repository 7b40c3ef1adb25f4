import { isReseller, type Principal } from './principal.js';

/** Filter that keeps a caller inside its organisation and a staff member inside carriers and provinces. */
export type Scope = Readonly<Record<string, unknown>>;

/**
 * What a caller may see of things that carry `resellerId`, `carrier` and `province`. What is outside is 404, not 403.
 * @throws TypeError for a reseller role without an organisation: it would see everybody's
 */
export function scopeOf(principal: Principal): Scope {
  if (isReseller(principal)) return scoped(principal.resellerId);
  if (principal.role.startsWith('reseller')) throw new TypeError('reseller role without organisation');
  return {
    ...(principal.carriers === null ? {} : { carrier: { $in: principal.carriers } }),
    ...(principal.provinces === null ? {} : { province: { $in: principal.provinces } }),
  };
}

/** The filter of one organisation; throws rather than let an undefined id match everybody's rows (platform.md). */
export function scoped(organisationId: string | null | undefined): { readonly resellerId: string } {
  if (organisationId === undefined || organisationId === null || organisationId === '') {
    throw new TypeError('organisation id is missing');
  }
  return { resellerId: organisationId };
}
