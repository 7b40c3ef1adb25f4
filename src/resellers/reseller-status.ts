import type { ResellerStatus } from '../domain/reseller.js';

/**
 * Where a reseller's status may go. Closing is the end of an orderly exit (domain.md §1): its numbers have to find another
 * reseller first, so `closed` is reached from `exiting` only, and nothing leads out of it.
 */
export const RESELLER_TRANSITIONS: Record<ResellerStatus, readonly ResellerStatus[]> = {
  active: ['suspended', 'exiting'],
  suspended: ['active', 'exiting'],
  exiting: ['active', 'closed'],
  closed: [],
};

/** Setting the present status again is no change and always allowed. */
export function mayBecome(from: ResellerStatus, to: ResellerStatus): boolean {
  return from === to || RESELLER_TRANSITIONS[from].includes(to);
}
