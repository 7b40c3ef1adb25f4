import type { Carrier } from '../domain/number-status.js';

export const ROLES = [
  'reseller_agent',
  'reseller_admin',
  'reviewer',
  'senior_reviewer',
  'carrier_admin',
  'auditor',
  'entity_user',
] as const;
export type Role = (typeof ROLES)[number];
export const RESELLER_ROLES: readonly Role[] = ['reseller_agent', 'reseller_admin'];
/** Roles that file applications: a reseller for its customer, an owner for itself. */
export const APPLICANT_ROLES: readonly Role[] = [...RESELLER_ROLES, 'entity_user'];
export const REVIEWER_ROLES: readonly Role[] = ['reviewer', 'senior_reviewer'];
export const CARRIER_ROLES: readonly Role[] = [...REVIEWER_ROLES, 'carrier_admin'];

/** Who acts: a signed-in user or an API key. Acts for exactly one organisation: its reseller, its legal entity, or the carrier. */
export interface Principal {
  /** `link`: whoever holds a link into one dossier (src/links); the gate never gives one out. */
  readonly kind: 'user' | 'key' | 'link';
  /** Id of the user, the API key or the link. */
  readonly actorId: string;
  readonly role: Role;
  /** The reseller it acts for; null for carrier staff and auditors. */
  readonly resellerId: string | null;
  /** The legal entity an `entity_user` acts for; absent for all others, and until its claim took effect. */
  readonly uscc?: string;
  /** Staff may be scoped; null means all. */
  readonly carriers: readonly Carrier[] | null;
  readonly provinces: readonly string[] | null;
  readonly mustChangePassword: boolean;
}

export function isReseller(principal: Principal): principal is Principal & { readonly resellerId: string } {
  return RESELLER_ROLES.includes(principal.role) && principal.resellerId !== null;
}

export type Owner = Principal & { readonly role: 'entity_user' };

/** A user of a number's holder (decision 120). */
export function isOwner(principal: Principal): principal is Owner {
  return principal.role === 'entity_user';
}

/** Applicants: fraud signals, reviewers' work and other organisations stay hidden from them. */
export function isApplicant(principal: Principal): boolean {
  return APPLICANT_ROLES.includes(principal.role);
}
