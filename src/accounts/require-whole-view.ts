import { DomainError } from '../domain/errors.js';

/** Carriers and provinces a staff account is limited to; null means all. */
interface Scope {
  readonly carriers: readonly string[] | null;
  readonly provinces: readonly string[] | null;
}

/**
 * What concerns all carriers and provinces is not for an account that is scoped to some of them.
 * @throws DomainError FORBIDDEN
 */
export function requireWholeView({ carriers, provinces }: Scope): void {
  if (carriers === null && provinces === null) return;
  throw new DomainError('FORBIDDEN', { detail: 'This concerns all carriers and provinces; this account does not' });
}

/** Whether whoever has the one scope reaches no further than the other. */
export function isWithin(one: Scope, other: Scope): boolean {
  return covers(other.carriers, one.carriers) && covers(other.provinces, one.provinces);
}

function covers(wide: readonly string[] | null, narrow: readonly string[] | null): boolean {
  return wide === null || (narrow !== null && narrow.every((one) => wide.includes(one)));
}
