import { Types } from 'mongoose';
import type { Principal, Role } from '../../src/accounts/principal.js';
import type { HoldKind } from '../../src/domain/hold-rules.js';
import type { NewHold } from '../../src/registry/place-hold.js';

/** Somebody of the carrier with this role; each call another person. */
export function staff(role: Role): Principal {
  return {
    kind: 'user',
    actorId: new Types.ObjectId().toHexString(),
    role,
    resellerId: null,
    carriers: null,
    provinces: null,
    mustChangePassword: false,
  };
}

export const ADMIN = staff('carrier_admin');
export const OTHER_ADMIN = staff('carrier_admin');
export const REVIEWER = staff('reviewer');
export const OTHER_REVIEWER = staff('reviewer');

/** What lifting any kind may ask for. */
export const WORDS = { reason: '样例理由', reference: '样例〔2026〕1号' };

export function hold(kind: HoldKind, more: Partial<NewHold> = {}): NewHold {
  return { kind, reason: '样例原因', remedy: null, documentsRequired: [], expectedRecovery: null, ...more };
}
