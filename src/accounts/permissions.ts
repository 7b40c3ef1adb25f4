import type { Principal, Role } from './principal.js';
import { APPLICANT_ROLES, CARRIER_ROLES, RESELLER_ROLES, REVIEWER_ROLES, ROLES } from './principal.js';

/** The one place that says who may do what (contract: *Roles*, *HTTP*). An action not listed here does not exist. */
export const PERMISSIONS = {
  'session.own': ROLES,
  'reseller.manage': ['carrier_admin'],
  'reseller.read': ['carrier_admin', 'auditor', ...REVIEWER_ROLES],
  // One reseller: its own people see it too; which one is `load`'s business.
  'reseller.read_one': [...RESELLER_ROLES, ...CARRIER_ROLES, 'auditor'],
  'user.create': ['carrier_admin', 'reseller_admin'],
  'user.update': ['carrier_admin', 'reseller_admin'],
  'user.read': ['carrier_admin', 'reseller_admin', 'auditor'],
  'api_key.manage': ['reseller_admin'],
  'webhook.manage': ['reseller_admin'],
  'number.block': ['carrier_admin'],
  'number.block_read': ['carrier_admin', 'auditor'],
  'number.overview': [...CARRIER_ROLES, 'auditor'],
  'number.search': ROLES,
  'number.read': ROLES,
  'number.control': ['carrier_admin'],
  // The second of two persons; who exactly is a matter of the hold's kind (domain/hold-rules.ts).
  'number.second': CARRIER_ROLES,
  'number.correct': ['carrier_admin', 'senior_reviewer'],
  'emergency.stop': CARRIER_ROLES,
  'emergency.read': [...CARRIER_ROLES, 'auditor'],
  'reservation.manage': RESELLER_ROLES,
  'bulk.submit': RESELLER_ROLES,
  'application.write': APPLICANT_ROLES,
  'application.read': ROLES,
  'application.evaluate': [...APPLICANT_ROLES, ...CARRIER_ROLES],
  'application.forms': [...APPLICANT_ROLES, ...CARRIER_ROLES],
  'entity.read': ROLES,
  'entity.merge_read': [...CARRIER_ROLES, 'auditor'],
  'entity.merge': REVIEWER_ROLES,
  'entity.merge_undo': ['senior_reviewer'],
  'entity.letter': REVIEWER_ROLES,
  'entity.confirm': ['senior_reviewer'],
  'owner.act': ['entity_user'],
  'dispute.read': [...CARRIER_ROLES, 'auditor'],
  'dispute.settle': REVIEWER_ROLES,
  'consent.read': ROLES,
  'consent.answer': [...APPLICANT_ROLES, ...REVIEWER_ROLES],
  'document.write': APPLICANT_ROLES,
  'document.read': ROLES,
  'review.queue': REVIEWER_ROLES,
  'review.act': REVIEWER_ROLES,
  'review.rescind': ['senior_reviewer'],
  'review.accept': REVIEWER_ROLES,
  'job.manage': ['carrier_admin'],
  'notice.read': ROLES,
  'letter.print': CARRIER_ROLES,
  'task.manage': CARRIER_ROLES,
  'complaint.read': [...CARRIER_ROLES, 'auditor'],
  'complaint.handle': CARRIER_ROLES,
  'redress.manage': ['carrier_admin'],
  'credential_key.rotate': ['carrier_admin'],
  'operation.manage': ['carrier_admin'],
  'certificate.issue': [...APPLICANT_ROLES, ...CARRIER_ROLES],
  'badge.manage': [...APPLICANT_ROLES, 'carrier_admin'],
  'export.read': ['carrier_admin', 'auditor'],
  'audit.read': ['carrier_admin', 'auditor'],
  'dashboard.read': ['carrier_admin', 'senior_reviewer', 'auditor'],
  'policy.read': ['carrier_admin', 'auditor'],
  'policy.edit': ['carrier_admin'],
  'quality.own': REVIEWER_ROLES,
  'quality.read': ['carrier_admin', 'auditor'],
  'setup.manage': ['carrier_admin'],
  'calendar.read': CARRIER_ROLES,
  'calendar.edit': ['carrier_admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof PERMISSIONS;

export function may(principal: Pick<Principal, 'role'>, action: Action): boolean {
  return (PERMISSIONS[action] as readonly Role[]).includes(principal.role);
}

/** Everything a role may do, for pages that show only what works. */
export function actionsOf(role: Role): Action[] {
  return Object.entries(PERMISSIONS)
    .filter(([, roles]: [string, readonly Role[]]) => roles.includes(role))
    .map(([action]) => action as Action);
}

/**
 * Roles a holder of `role` may give (contract: `reseller_admin` grants reseller roles only). Nobody gives `entity_user`: it
 * comes from a claim that was reviewed.
 */
export function grantableRoles(role: Role): readonly Role[] {
  if (role === 'carrier_admin') return ROLES.filter((given) => given !== 'entity_user');
  return role === 'reseller_admin' ? RESELLER_ROLES : [];
}
