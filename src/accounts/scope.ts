import { isOwner, isReseller, type Principal } from './principal.js';

/** Filter that keeps a caller inside its organisation and a staff member inside carriers and provinces. */
export type Scope = Readonly<Record<string, unknown>>;

/**
 * What a caller may see of things that carry `resellerId`, `carrier` and `province`. What is outside is 404, not 403.
 * An owner sees what it filed itself; queries of things that name their holder widen that.
 * @throws TypeError for a reseller role without an organisation: it would see everybody's
 */
export function scopeOf(principal: Principal): Scope {
  if (isReseller(principal)) return scoped(principal.resellerId);
  if (isOwner(principal)) return { resellerId: { $in: ownOrganisations(principal) } };
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

/**
 * The organisation a caller's own filings belong to: they carry it where a reseller's carry its id. Before its claim took
 * effect an owner stands for itself only.
 * @throws TypeError for staff, who file nothing
 */
export function organisationOf(principal: Principal): string {
  if (isReseller(principal)) return principal.resellerId;
  if (!isOwner(principal)) throw new TypeError('staff have no organisation of their own');
  return principal.uscc === undefined ? userOrganisation(principal.actorId) : entityOrganisation(principal.uscc);
}

/** What a person files before it acts for any entity: its claim. */
export function userOrganisation(userId: string): string {
  return `user:${userId}`;
}

/** The organisation of a legal entity's own users. */
export function entityOrganisation(uscc: string): string {
  return `entity:${uscc}`;
}

/** Whether an `organisationOf` is an owner's: it names no reseller. */
export function isOwnersOrganisation(organisation: string): boolean {
  return organisation.includes(':');
}

/** Every organisation that speaks through this caller; none for staff. */
export function ownOrganisations(principal: Principal): string[] {
  if (isReseller(principal)) return [principal.resellerId];
  return isOwner(principal) ? [userOrganisation(principal.actorId), organisationOf(principal)] : [];
}

/** The filter of things that carry the `uscc` of their holder; matches nothing before the claim took effect. */
export function heldBy(principal: Principal): Scope {
  return { uscc: { $in: principal.uscc === undefined ? [] : [principal.uscc] } };
}
