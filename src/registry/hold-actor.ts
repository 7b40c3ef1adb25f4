import type { Principal } from '../accounts/principal.js';
import { DomainError } from '../domain/errors.js';
import type { StepActor } from '../domain/number-status.js';

/** Who acts on a hold: a person, or null for the system itself (sweeps). */
export type HoldDoer = Principal | null;

export function doerId(doer: HoldDoer): string {
  return doer?.actorId ?? 'system';
}

/** @throws DomainError FORBIDDEN when the rule does not name this role */
export function requireRole(allowed: readonly StepActor[], doer: HoldDoer): void {
  const role: string = doer?.role ?? 'system';
  if (!allowed.some((one) => one === role)) throw new DomainError('FORBIDDEN');
}
